"""The whole house as a stranger starts it: one command, one server and its workers, one end."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from koordynata.cli.serving import children
from koordynata.cli.serving.house import House
from koordynata.jobs.queues import QUEUES
from tests.beside import reserved_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # so long it waits for what must come, also on a busy machine; it never measures


class Running:
    """A house in its own process and its own data folder."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.holder = reserved_port()
        self.port = int(self.holder.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data / f"serve-{self.port}-{secrets.token_hex(2)}.log"
        own = {**os.environ, "KOORDYNATA_DATA": str(data), "KOORDYNATA_DEMO": "1", "PORT": str(self.port)}
        own.pop("DATABASE_URL", None)  # the other database is tried by the other tests
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "koordynata.cli", "serve"],
                env={**own, "KOORDYNATA_SAMPLE_REGIONS": "20", **environment}, cwd=ROOT, stdout=out, stderr=out,
            )  # fmt: skip

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def wait_until_up(self) -> None:
        assert wait_for(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None), self.said()
        assert self.process.poll() is None, self.said()

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
            health: dict[str, Any] = json.load(answer)
        return health

    def wait_until_well(self) -> None:
        """Heartbeats of a house that was killed before are believed for a while, so they are not enough."""
        assert wait_for(lambda: all(map(self.worker_id, QUEUES))), self.said()
        assert wait_for(lambda: self.health()["status"] == "ok"), (self.health(), self.said())

    def worker_id(self, queue: str) -> str:
        """Under which name the living worker of a queue takes its tasks; empty while there is none."""
        held = (file for file in (self.data / "workers").glob(f"{queue}.*") if is_locked(file))
        return next((file.name.partition(".")[2] for file in held), "")

    def children(self) -> list[Process]:
        """Everything below this process. Numbers of processes need not rise from parent to child."""
        all_of_them = [one for path in Path("/proc").glob("[0-9]*") if (one := Process.read(int(path.name)))]
        found: list[Process] = []
        parents = {self.process.pid}
        while young := [each for each in all_of_them if each.parent in parents and each not in found]:
            found += young
            parents |= {each.pid for each in young}
        return found

    def pid_of(self, *words: str) -> int:
        """The first of the children that was started with these words."""
        direct = [each for each in self.children() if each.parent == self.process.pid]
        return next((each.pid for each in direct if all(word in each.words for word in words)), 0)

    def worker(self, queue: str) -> int:
        return self.pid_of("worker", queue)

    def server(self) -> int:
        return self.pid_of("granian")

    def stop(self) -> None:
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
                self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.holder.close()


def is_locked(file: Path) -> bool:
    try:
        with file.open() as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


@dataclass(frozen=True)
class Process:
    """A process of this machine; its start tells it from a later one with the same number."""

    pid: int
    started: int
    parent: int
    words: tuple[str, ...]

    @classmethod
    def read(cls, pid: int) -> Process | None:
        """None when it is gone, or dead and not buried yet."""
        try:
            state = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
            words = (Path("/proc") / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            return None
        return None if state[0] in {"Z", "X"} else cls(pid, int(state[19]), int(state[1]), tuple(words))

    def lives(self) -> bool:
        now = Process.read(self.pid)
        return now is not None and now.started == self.started


def wait_for(happened: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return False


def gone(processes: list[Process]) -> bool:
    return wait_for(lambda: not any(each.lives() for each in processes))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve")


@pytest.fixture
def house(data: Path) -> Iterator[Running]:
    """A running house; the first one of the module loads a small sample."""
    house = Running(data)
    try:
        house.wait_until_up()
        yield house
    finally:
        house.stop()


def test_it_loads_the_sample_answers_and_lets_people_in(house: Running) -> None:
    said = house.said()
    assert house.url in said and "koordynata-demo" in said and "administrator@example.org" in said
    assert sign_in(house, "administrator@example.org", "koordynata-demo") == f"{house.url}/"
    assert sign_in(house, "administrator@example.org", "another word") != f"{house.url}/"


def test_sigterm_ends_server_and_workers(house: Running) -> None:
    children = house.children()
    assert house.server() and all(map(house.worker, QUEUES))
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(PATIENCE) == 0
    assert gone(children)


def test_ctrl_c_ends_them_too(house: Running) -> None:
    children = house.children()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(PATIENCE) == 0
    assert gone(children)


def test_kill_9_leaves_no_orphans(house: Running) -> None:
    children = house.children()
    assert len(children) > len(QUEUES) + 1
    house.process.kill()
    house.process.wait()
    assert gone(children)


def test_a_child_whose_starter_died_before_it_could_look_leaves_at_once() -> None:
    starter = subprocess.Popen([sys.executable, "-c", ""])
    starter.wait()
    child = subprocess.Popen(
        [sys.executable, "-m", "koordynata.cli.serving.watched", str(starter.pid), "http.server", "0"],
        cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert child.wait(PATIENCE) == -signal.SIGTERM


def test_a_dead_worker_is_started_again_and_does_what_the_dead_one_left(house: Running, data: Path) -> None:
    house.wait_until_well()
    with closing(sqlite3.connect(data / "koordynata.sqlite3", timeout=PATIENCE)) as database:
        task = task_of(database, house.worker_id("default"))
        before = {queue: house.worker(queue) for queue in QUEUES}
        for queue in QUEUES:
            os.kill(before[queue], signal.SIGKILL)
        for queue in QUEUES:
            assert wait_for(lambda q=queue: house.worker(q) not in {0, before[q]})  # type: ignore[misc]
        house.wait_until_well()
        sql = "SELECT status, traceback FROM django_tasks_database_dbtaskresult WHERE id = ?"
        assert wait_for(lambda: database.execute(sql, [task]).fetchone()[0] in {"SUCCESSFUL", "FAILED"}), house.said()
        assert database.execute(sql, [task]).fetchone() == ("SUCCESSFUL", "")


def task_of(database: sqlite3.Connection, worker: str) -> str:
    """A task that this worker is at, as far as the queue knows: nobody takes it while the worker lives."""
    database.execute(
        "INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, started_at, args_kwargs, priority,"
        " task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback) VALUES"
        " (?, 'RUNNING', ?, ?, ?, 0, 'koordynata.jobs.tasks.refresh_search', ?, 'default', 'default', ?, '', '')",
        [
            "ab" * 16,
            "2026-01-01",
            "2026-01-01",
            '{"args": [], "kwargs": {}}',
            json.dumps([worker]),
            "9999-01-01 00:00:00",
        ],
    )
    database.commit()
    return "ab" * 16


def test_one_that_dies_young_is_started_later_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is started again after a second, then after two; one that lived long enough begins anew with a second."""
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    worker = children.Lasting("nothing")
    worker.words, starts = [sys.executable, "-c", ""], []
    worker.start()
    for life in (0.0, 0.0, 100.0, 0.0):
        assert wait_for_death(worker)
        now += life
        worker.look_after()
        died = now
        while worker.process is None:
            now += 0.5
            worker.look_after()
        starts.append(now - died)
    worker.end(0)
    assert starts == [1.0, 2.0, 1.0, 2.0]


def wait_for_death(child: children.Child) -> bool:
    assert child.process is not None
    os.waitid(os.P_PID, child.process.pid, os.WEXITED | os.WNOWAIT)
    return child.is_dead


class Refuser(BaseHTTPRequestHandler):
    """Sends everybody away, as a house does that wants HTTPS or another name."""

    def do_GET(self) -> None:
        self.send_error(400)

    def log_message(self, *_: Any) -> None:
        pass


def test_being_sent_away_is_an_answer_and_silence_is_none() -> None:
    with HTTPServer(("127.0.0.1", 0), Refuser) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        house = House("127.0.0.1", server.server_port, processes=1, workers=[])
        assert house._answers()
        server.shutdown()
    assert not house._answers()


def test_when_the_server_dies_the_workers_end(house: Running) -> None:
    children = house.children()
    os.kill(house.server(), signal.SIGKILL)
    assert house.process.wait(PATIENCE) == 1
    assert gone(children)
    assert "Traceback" not in house.said()


def test_a_second_start_does_not_load_again(house: Running) -> None:
    assert "sio.csv" not in house.said()


def test_a_taken_port_is_said_plainly(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answer = subprocess.run(
            [sys.executable, "-m", "koordynata.cli", "serve"], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
            env={**os.environ, "KOORDYNATA_DATA": str(data), "PORT": port},
        )  # fmt: skip
    assert answer.returncode == 2
    assert port in answer.stderr and "Traceback" not in answer.stderr


def test_without_demo_there_are_no_accounts_and_with_one_worker_it_serves_both_queues(tmp_path: Path) -> None:
    house = Running(tmp_path, KOORDYNATA_DEMO="0", KOORDYNATA_WORKERS="1")
    try:
        house.wait_until_up()
        house.wait_until_well()
        assert {house.worker(queue) for queue in QUEUES} == {house.pid_of("worker")}
        said = house.said()
        assert "example.org" not in said and "sio.csv" not in said
    finally:
        house.stop()


def sign_in(house: Running, email: str, password: str) -> str:
    """Through the form, as a browser would; where one stands afterwards."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    address = f"{house.url}/konto/login/"
    browser.open(address, timeout=PATIENCE).read()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = urllib.parse.urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token})
    request = urllib.request.Request(address, form.encode(), {"Referer": address})
    with browser.open(request, timeout=PATIENCE) as answer:
        return str(answer.url)
