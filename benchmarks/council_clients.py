"""Browsers of a large body: threads that send votes and pages that keep up, with nothing but HTTP."""

import random
import re
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

CONNECTIONS, SENDS = 16, 4
LOOK_EVERY = 0.25  # a thread that stands for eight live pages, or twenty-eight phones, of a body of 500
TOKEN = "a" * 32  # what a browser holds against cross-site requests: the same in the cookie and in the form
Address = tuple[str, int]


class Browser:
    """One connection that is kept open, for several people in turn."""

    def __init__(self, address: Address) -> None:
        self.connection = HTTPConnection(*address, timeout=60)

    def ask(self, session: str, path: str, form: dict[str, Any] | None = None) -> tuple[int, str]:
        """Status and body."""
        headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}; django_language=pl"}
        body = None
        if form is not None:
            body = urlencode(form | {"csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()


@dataclass
class Storm:
    """What happened while all voted."""

    sends: int = 0
    failed: int = 0
    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def pages(self) -> list[tuple[str, int, float]]:
        """(page, how often, 95th percentile in ms)."""
        return [(page, len(times), p95(times)) for page, times in sorted(self.times.items())]


def p95(times: list[float]) -> float:
    """In milliseconds."""
    return round(1000 * (statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]), 1)


def storm(address: Address, hall: dict[str, Any]) -> Storm:
    """All voters send at once; pages look on."""
    _warm_up(address, hall)
    run, over, start = Storm(), threading.Event(), threading.Barrier(CONNECTIONS + 1)
    queue, turn = _sends(hall), threading.Lock()

    def send() -> None:
        browser = Browser(address)
        start.wait()
        while True:
            with turn:
                if not queue:
                    return
                session, form = queue.pop()
            status, _body = browser.ask(session, f"/posiedzenia/{hall['meeting']}/glos/", form)
            with turn:
                run.sends, run.failed = run.sends + 1, run.failed + (status != 302)

    senders = [threading.Thread(target=send) for _ in range(CONNECTIONS)]
    lookers = [threading.Thread(target=look, args=(address, hall, run, over)) for look in (_live, _live, _phone, _open)]
    for thread in (*senders, *lookers):
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in senders:
        thread.join()
    run.seconds = time.perf_counter() - began
    over.set()
    for thread in lookers:
        thread.join()
    return run


def _warm_up(address: Address, hall: dict[str, Any]) -> None:
    """The first pages of each process read its templates and lists."""

    def read() -> None:
        browser = Browser(address)
        for part in ("", "glos/", "?v=0"):
            browser.ask(hall["watcher"], f"/posiedzenia/{hall['meeting']}/{part}")

    threads = [threading.Thread(target=read) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _sends(hall: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Each voter's four beside each other, so that they meet; the voters in no order."""
    voters = list(hall["voters"])
    random.Random(20261121).shuffle(voters)
    return [
        (session, {"ballot": hall["ballot"], "choice": choice, "form_key": f"{session[:8]}{number % 2}"})
        for session, choice in voters
        for number in range(SENDS)
    ]


def _watch(part: str, name: str) -> Callable[[Address, dict[str, Any], Storm, threading.Event], None]:
    """A page that asks again what it was told to ask."""

    def look(address: Address, hall: dict[str, Any], run: Storm, over: threading.Event) -> None:
        browser, path = Browser(address), f"/posiedzenia/{hall['meeting']}/{part}"
        asks = path + "?v=0"
        while not over.wait(LOOK_EVERY):
            began = time.perf_counter()
            _status, body = browser.ask(hall["watcher"], asks)
            run.times[name].append(time.perf_counter() - began)
            if found := re.search(r'hx-get="([^"]+)"', body):
                asks = found[1].replace("&amp;", "&")

    return look


_live = _watch("", "live page keeping up")
_phone = _watch("glos/", "phone keeping up")


def _open(address: Address, hall: dict[str, Any], run: Storm, over: threading.Event) -> None:
    """Somebody opens the live page anew."""
    browser = Browser(address)
    while not over.wait(LOOK_EVERY * 8):
        began = time.perf_counter()
        browser.ask(hall["watcher"], f"/posiedzenia/{hall['meeting']}/")
        run.times["live page opened"].append(time.perf_counter() - began)


def close_twice(address: Address, hall: dict[str, Any]) -> float:
    """Two presses of the chair at once; seconds until both are answered."""
    path, both = f"/posiedzenia/{hall['meeting']}/glosowania/{hall['ballot']}/zamknij/", threading.Barrier(2)

    def press(key: str) -> None:
        browser = Browser(address)
        both.wait()
        status, _body = browser.ask(hall["chair"], path, {"form_key": key})
        if status != 302:
            raise RuntimeError(f"the closing was answered with {status}")

    threads = [threading.Thread(target=press, args=(key,)) for key in "ab"]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def opened(address: Address, hall: dict[str, Any], times: int) -> float:
    """The 95th percentile of opening a page, by the chair and by a member in turn."""
    _warm_up(address, hall)
    browser, found = Browser(address), []
    for number in range(times):
        began = time.perf_counter()
        status, _body = browser.ask(
            hall["chair"] if number % 2 else hall["watcher"], f"/posiedzenia/{hall['meeting']}/"
        )
        found.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"the page was answered with {status}")
    return p95(found)
