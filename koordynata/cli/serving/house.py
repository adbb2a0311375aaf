"""The server and the workers of one installation."""

import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from types import FrameType

from .children import Child, Lasting, end_all

_POLL = 0.05
_START_SECONDS = 120.0


class ServerDied(Exception):
    """The web server ended by itself."""


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class House:
    """Serves until it is told to stop."""

    def __init__(self, host: str, port: int, *, processes: int, workers: Sequence[Sequence[str]]) -> None:
        """`processes` of the web server; for each worker the queues that it takes tasks from."""
        self.host, self.port = host, port
        self.url = f"http://{host}:{port}"
        self.server = Child(*server_words(host, port, processes))
        self.workers = [Lasting(*_worker_words(queues)) for queues in workers]
        self.stopping = False

    def run(self, on_ready: Callable[[], None]) -> None:
        """Start all, call `on_ready` when pages are answered, watch until SIGINT or SIGTERM. Raises ServerDied."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            self.server.start()
            self._wait_until_it_answers()
            if not self.stopping:
                for worker in self.workers:
                    worker.start()
                on_ready()
            while not self.stopping:
                self._look_after()
                time.sleep(_POLL * 4)
        finally:
            end_all([self.server, *self.workers])

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not self.stopping and not self._answers():
            if self.server.is_dead or time.monotonic() > deadline:
                raise ServerDied
            time.sleep(_POLL)
        if self.server.is_dead:  # somebody else answered, who took the port meanwhile
            raise ServerDied

    def _answers(self) -> bool:
        """Whether pages are answered at all: a redirect to HTTPS, or a host name that is not ours, is an answer too."""
        with closing(HTTPConnection(self.host, self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                connection.getresponse()
            except (OSError, HTTPException):
                return False
        return True

    def _look_after(self) -> None:
        """A dead server ends everything; a dead worker is started again."""
        if self.server.is_dead:
            raise ServerDied
        for worker in self.workers:
            worker.look_after()


def _worker_words(queues: Sequence[str]) -> list[str]:
    return ["koordynata.cli", "worker", *(word for queue in queues for word in ("--queue", queue))]


def server_words(host: str, port: int, processes: int, application: str = "koordynata.wsgi:application") -> list[str]:
    """How the web server is called."""
    return [
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws",
        "--log-level", os.environ.get("KOORDYNATA_LOG_LEVEL", "warning"), application,
    ]  # fmt: skip
