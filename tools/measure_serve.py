#!/usr/bin/env python3
"""Measures `yusuan serve`: 200 uploads at once, an upload of 1 GiB, one that is too long, a slow one and a cut one.

measure_serve.py YUSUAN FILE: FILE is uploaded 200 times. Prints the table of docs/robustness.md. Needs Linux.
"""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time

GIB = 1 << 30


def ask(host, token, method, path, body=None, length=None):
    connection = http.client.HTTPConnection(host, timeout=300)
    headers = {} if length is None else {"Content-Length": str(length)}
    headers["Authorization"] = f"Bearer {token}"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def pieces(size):
    """The beginning of a picture, so that only taking the upload is measured, and not reading a document of this size."""
    piece = b"\xff\xd8\xff" + bytes(1 << 20)
    while size > 0:
        yield piece[:size]
        size -= len(piece)


def raw(host, token, length, body):
    """A request whose body is sent as `body` says; the status of the answer and the seconds until it came."""
    name, port = host.split(":")
    stream = socket.create_connection((name, int(port)))
    head = f"POST /v1/convert HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Length: {length}\r\n\r\n"
    stream.sendall(head.encode())
    begun = time.time()
    body(stream)
    answer = stream.recv(100)
    return answer.split(b" ")[1].decode() if answer else "closed", time.time() - begun


def slowly(stream):
    """One byte a second until the answer comes."""
    stream.settimeout(1)
    while True:
        try:
            stream.sendall(b"x")
            if stream.recv(1, socket.MSG_PEEK) is not None:
                return
        except TimeoutError:
            continue


def memory(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        lines = dict(line.split(":", 1) for line in status)
    return int(lines["VmHWM"].split()[0]) >> 10


def main():
    program, file = sys.argv[1:]
    command = [program, "serve", "--no-open", "--quiet", "--token", "measured"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    host = process.stdout.readline().split("/")[2]
    content = open(file, "rb").read()
    rows = []
    statuses = []

    def upload(number):
        statuses.append(ask(host, "measured", "POST", f"/measured/files?name={number}-{file.split('/')[-1]}", content)[0])

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(200)]
    begun = time.time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.time() - begun
    kept = len(json.loads(ask(host, "measured", "GET", "/measured/files")[1])["files"])
    rows.append(("200 uploads at once", f"{statuses.count(200)} answered, {kept} kept", took))
    begun = time.time()
    status, answer = ask(host, "measured", "POST", "/v1/convert?name=a.jpg", pieces(GIB), GIB)
    record = json.loads(answer)[0]
    rows.append(("1 GiB that is not a document", f"{status}, {record['error']['code']}", time.time() - begun))
    rows.append(("largest memory so far", f"{memory(process)} MB", 0))
    status, took = raw(host, "measured", 2 * GIB, lambda stream: None)
    rows.append(("2 GiB, refused by its length", status, took))
    status, took = raw(host, "measured", 1000, slowly)
    rows.append(("one byte a second", status, took))
    status, took = raw(host, "measured", 1000, lambda stream: stream.shutdown(socket.SHUT_WR))
    rows.append(("cut off", status, took))
    status, _ = ask(host, "measured", "GET", "/healthz")
    rows.append(("asked after all that", str(status), 0))
    process.terminate()
    process.wait()
    print("| what | result | seconds |\n|---|---|---|")
    for what, result, seconds in rows:
        print(f"| {what} | {result} | {seconds:.1f} |" if seconds else f"| {what} | {result} | |")


main()
