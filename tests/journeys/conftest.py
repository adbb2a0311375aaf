"""A whole house in its own process, with the sample of three regions, and a real browser in front of it: one for all
journeys, which therefore stay on one worker (`tests/scheduling.py`)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.beside import reserved_port

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "koordynata-demo"
START_SECONDS = 480  # with the council of one region and its year, on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium they are skipped, loudly."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="SKIPPED: no Chromium on this machine"))


@dataclass(frozen=True)
class House:
    """A running house: where it answers and where its data lie."""

    url: str
    data: Path
    environment: dict[str, str]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `koordynata …` in this house."""
        return subprocess.run(
            [sys.executable, "-m", "koordynata.cli", *words],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip


def own_database(url: str) -> str:
    """A database of the journeys' own beside the one that the other tests use."""
    import psycopg

    name = f"journeys_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.rsplit("/", 1)[0] + f"/{name}"


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if json.load(answer)["status"] == "ok":
                    return
        except OSError:
            pass
        time.sleep(0.3)
    raise RuntimeError(f"The house did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`koordynata serve` with the sample of Opolskie and Małopolskie, and Lubuskie for its council."""
    data, holder = tmp_path_factory.mktemp("house"), reserved_port()
    port = int(holder.getsockname()[1])
    environment = {
        **os.environ, "KOORDYNATA_DATA": str(data), "PORT": str(port), "KOORDYNATA_DEMO": "1",
        "KOORDYNATA_SAMPLE_REGIONS": "16,12,08",
    }  # fmt: skip
    if url := os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = own_database(url)
    log = data / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "koordynata.cli", "serve"], env=environment, cwd=ROOT, stdout=out, stderr=out
        )
        try:
            wait_until_up(f"http://127.0.0.1:{port}", process, log)
            yield House(f"http://127.0.0.1:{port}", data, environment)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)  # it gives its children twenty seconds
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)
            holder.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window. It goes with the last journey: its loop would stand in the thread in which the
    same worker's later tests ask the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(house: House, browser: Browser) -> Iterator[OpenPage]:
    """Open the house as somebody: `open_page("officer.16")`; every page fails on script errors."""
    contexts, errors = [], []

    def open_as(
        who: str = "", *, width: int = 1440, height: int = 1000, javascript: bool = True, language: str = "en"
    ) -> Page:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="pl-PL",
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": house.url}])
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda m: errors.append(m.text) if m.type == "error" and "Content Security" in m.text else None
        )
        if who:
            sign_in(page, who)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert errors == []


def sign_in(page: Page, who: str) -> None:
    """Through the sign-in page, as a person would."""
    page.goto("/konto/login/")
    page.fill("input[name=login]", f"{who}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/konto/login" not in url)
