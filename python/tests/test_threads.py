"""The interpreter continues while files are read, and Ctrl-C ends the run."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

import yusuan


def test_the_lock_is_released(tmp_path, samples):
    """A pipe blocks the reader until this interpreter writes into it."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(yusuan.read, pipe)
        pipe.write_bytes((samples / "seed" / "seed.txt").read_bytes())
        assert reading.result().indicators.num_rows == 51


def test_threads_may_read_at_once(samples):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(yusuan.read, [samples / "seed"] * 4))
    for result in results[1:]:
        for table, expected in zip(result, results[0], strict=True):
            assert pa.table(table) == pa.table(expected)


def test_an_interrupt_ends_the_run(tmp_path, samples):
    """Ctrl-C is pressed during the first file; the last one is a pipe that nothing ever writes to."""
    text = (samples / "seed" / "seed.txt").read_bytes()
    files = [tmp_path / f"{number:03}.txt" for number in range(100)]
    for file in files[1:-1]:
        file.write_bytes(text)
    os.mkfifo(files[0])
    os.mkfifo(files[-1])
    program = "import sys, yusuan; yusuan.read(sys.argv[1:], jobs=1)"
    command = [sys.executable, "-c", program, *map(str, files)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        # opening blocks until the reader has opened it too
        with files[0].open("wb") as first:
            process.send_signal(signal.SIGINT)
            first.write(text)
        try:
            _, errors = process.communicate(timeout=300)
        finally:
            process.kill()
    assert "KeyboardInterrupt" in errors
    assert process.returncode == -signal.SIGINT
