"""The Python of the guides, run from top to bottom; the shell of the guides is run by tests/readme.rs.

`make test-foreign` runs this file too. YUSUAN names the program.
"""

import contextlib
import io
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
YUSUAN = Path(os.environ["YUSUAN"])
BLOCK = re.compile(r"^```(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Guides(unittest.TestCase):
    def test_python_prints_what_is_shown_and_draws_the_picture(self):
        for name in ["guide.md", "guide.zh-CN.md"]:
            with self.subTest(name), tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
                os.symlink(ROOT / "samples", "samples")
                self.follow(BLOCK.findall((ROOT / "docs" / name).read_text("utf-8")))
                drawn = Path("chart.svg").read_bytes()
                self.assertEqual(drawn, (ROOT / "docs" / "chart.svg").read_bytes())

    def follow(self, blocks):
        path = f"{YUSUAN.parent}:{os.environ['PATH']}"
        printed, compared = None, 0
        for fence, content in blocks:
            if fence == "console":
                for command in re.findall(r"^\$ (.*)$", content, re.MULTILINE):
                    subprocess.run(["sh", "-c", command], env={**os.environ, "PATH": path}, capture_output=True)
            elif fence == "python":
                with contextlib.redirect_stdout(io.StringIO()) as out:
                    exec(content, {})
                printed = out.getvalue()
            elif fence == "text" and printed is not None:
                self.assertEqual(printed, content)
                printed, compared = None, compared + 1
        self.assertEqual(compared, 3)


if __name__ == "__main__":
    unittest.main()
