"""What runs beside a test: threads with connections of their own (see the fixture `own_connections`), and servers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

PATIENCE = 120  # so long a test waits for what must come; it never measures


class Gate:
    """A place where a thread stops until it is let through."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def stop_here(self, *_: Any) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE)


@contextmanager
def in_thread(act: Callable[[], Any], gate: Gate) -> Iterator[Future[Any]]:
    """Run `act` beside the test with a connection of its own, until it stands at the gate; then to its end."""

    def go() -> None:
        try:
            act()
        finally:
            gate.reached.set()
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(go)
        try:
            assert gate.reached.wait(PATIENCE)
            yield future
        finally:
            gate.opened.set()
        future.result(PATIENCE)


def together(count: int, act: Callable[[], Any]) -> Sequence[Any]:
    def one(_: int) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def wait_for(happened: Callable[[], object]) -> bool:
    """Whether it came about."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.01)
    return False


def reserved_port() -> socket.socket:
    """A port that nobody else is given while the socket lives, and that a server may take: it does not listen."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    return holder
