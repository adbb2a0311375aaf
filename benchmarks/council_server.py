"""The product's server on a free port of this machine, for the time of a measurement."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from benchmarks.databases import ROOT
from koordynata.cli.serving.house import server_words

PROCESSES, START_SECONDS = 2, 60.0


@contextmanager
def serving(url: str, data: str, application: str) -> Iterator[tuple[str, int]]:
    """Serve an application over a database; yields the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {"DATABASE_URL": url, "KOORDYNATA_DATA": data, "PYTHONPATH": str(ROOT)}
    words = server_words("127.0.0.1", port, PROCESSES, application)
    process = subprocess.Popen([sys.executable, "-m", *words], env=environment, cwd=ROOT)
    try:
        _wait_until_up(port, process)
        yield "127.0.0.1", port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _wait_until_up(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the server did not start")
