"""Following every link and pressing every button of a house, the way a reader could."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from .walking import ALWAYS_OUT, ask

LINK = re.compile(r'<(?:a|area)\b[^>]*?\shref="([^"]*)"|\shx-get="([^"]*)"')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
SENT = re.compile(r'<(?:input|button)\b(?=[^>]*type="(?:hidden|submit)")[^>]*? name="(\w+)" value="([^"]*)"')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# How many pages of one view are looked at: of the same address with other questions, and with other objects.
SAME_ADDRESS, SAME_VIEW = 1, 5
BY_QUESTION = frozenset({"intelligence:figure"})  # what these show, and whether they answer, depends on the question


@dataclass
class Crawl:
    """What was followed, and what ended at a closed door: `METHOD address ← page`."""

    pages: int = 0
    followed: int = 0
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Form:
    """One form of a page with what it sends by itself."""

    method: str
    action: str
    data: dict[str, str]


def links_of(page: str) -> Iterator[str]:
    """Addresses to which a page leads."""
    for one, other in LINK.findall(page):
        yield html.unescape(one or other)


def forms_of(page: str) -> Iterator[Form]:
    """The forms of a page; without an address a form is the page's own."""
    for attributes, inside in FORM.findall(page):
        told = dict(ATTRIBUTE.findall(attributes))
        data = {name: html.unescape(value) for name, value in SENT.findall(inside)}
        yield Form(told.get("method", "get").lower(), html.unescape(told.get("action", "")), data)


class Crawler:
    """One reader's way through the house, breadth first; of very many alike pages the first ones."""

    def __init__(self, client: Client) -> None:
        self.client, self.found = client, Crawl()
        self.waiting: deque[tuple[str, str]] = deque()
        self.addresses, self.views, self.pressed = Counter[str](), Counter[str](), set[str]()

    def walk(self, seeds: Iterable[str]) -> Crawl:
        """Follow the seeds and whatever they lead to."""
        self.waiting.extend((seed, "start") for seed in seeds)
        while self.waiting:
            url, origin = self.waiting.popleft()
            if self._wanted(url):
                self._open(url, origin)
        return self.found

    def _wanted(self, url: str) -> bool:
        path = urlsplit(url).path
        name = view_name(path)
        if name in ALWAYS_OUT or (
            self.addresses[path] >= SAME_ADDRESS and name not in BY_QUESTION and path != "/szukaj/"
        ):
            return False
        if self.views[name] >= SAME_VIEW:
            return False
        self.addresses[path] += 1
        self.views[name] += 1
        return True

    def _ask(self, method: str, url: str, origin: str, **more: Any) -> Any:
        answer = ask(self.client, method, url, **more)
        self.found.followed += 1
        if answer.status_code in {403, 404}:
            self.found.broken.append(f"{method.upper()} {url} ← {origin}")
        return answer

    def _open(self, url: str, origin: str) -> None:
        answer = self._ask("get", url, origin)
        if answer.status_code in {301, 302}:
            self.waiting.append((inside(url, answer.headers["Location"]), url))
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return
        self.found.pages += 1
        page = answer.body.decode()
        targets = (inside(url, link) for link in links_of(page))
        self.waiting.extend((target, url) for target in targets if target)
        for form in forms_of(page):
            self._press(form, url)

    def _press(self, form: Form, origin: str) -> None:
        target = inside(origin, form.action)
        if form.method == "get":
            self.waiting.append((target, origin))
        elif target not in self.pressed and view_name(urlsplit(target).path) not in ALWAYS_OUT:
            self.pressed.add(target)
            self._ask("post", target, origin, data=form.data)


def inside(base: str, link: str) -> str:
    """The address in this house, or empty for another house, a mail address, a file of the style."""
    whole = urldefrag(urljoin(base, link)).url
    parts = urlsplit(whole)
    return "" if parts.scheme or parts.netloc or parts.path.startswith("/static/") else whole


def view_name(path: str) -> str:
    """The name of the view behind a path; the path itself where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path
