"""Files are kept by their content, each with a manifest."""

import errno
import hashlib
import json
from datetime import date

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.sources import snapshots
from koordynata.sources.errors import UploadRefused
from koordynata.sources.models import Snapshot
from koordynata.sources.services import import_file, receive_file

pytestmark = pytest.mark.django_db


def files(settings):
    return sorted(path.name for path in (settings.DATA_DIR / "snapshots").rglob("*") if path.is_file())


def test_the_content_lies_under_its_hash_with_a_manifest_beside(toy, write, settings):
    path = write("1;Zespół;1607;;")
    run = import_file("toy", path, by=SYSTEM)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert run.snapshot.sha256 == sha256
    assert snapshots.path_of(run.snapshot).read_bytes() == path.read_bytes()
    manifest = json.loads(snapshots.manifest_path(run.snapshot).read_text("utf-8"))
    assert manifest | {"stored_at": ""} == {
        "source": "toy", "file_name": "toy.csv", "publisher": "Nobody", "licence": "none", "vintage": None,
        "sha256": sha256, "size": path.stat().st_size, "rows": 1, "is_sample": False, "stored_at": "",
    }  # fmt: skip
    assert files(settings) == [sha256, f"{sha256}.toy.json"]


def test_the_same_content_is_kept_once(toy, write, settings):
    for _ in range(3):
        import_file("toy", write("1;Zespół;1607;;"), by=SYSTEM)
    assert Snapshot.objects.count() == 1 and len(files(settings)) == 2


def test_pieces_of_an_upload_are_taken_too(toy, settings):
    pieces = iter(["1;Zespół;1607;;\n".encode(), b"2;Technikum;1607;1;5"])
    run = receive_file(source="toy", content=pieces, file_name="../../etc/passwd", by=SYSTEM)
    assert run.snapshot.file_name == "passwd"
    assert snapshots.path_of(run.snapshot).read_text("utf-8").count("\n") == 1


def test_too_much_is_refused_before_it_is_read(toy, settings):
    settings.IMPORT_MAX_BYTES = 100

    def endless():
        raise AssertionError("read although its size was known")
        yield b""

    with pytest.raises(UploadRefused):
        receive_file(source="toy", content=endless(), file_name="big.csv", by=SYSTEM, size=500 * 2**20)


def test_too_much_of_an_unknown_size_is_stopped_on_the_way(toy, settings):
    settings.IMPORT_MAX_BYTES = 100
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 60

    with pytest.raises(UploadRefused):
        receive_file(source="toy", content=endless(), file_name="big.csv", by=SYSTEM)
    assert len(taken) == 2 and files(settings) == []


def test_a_full_disk_is_said_and_leaves_nothing(toy, write, settings, monkeypatch):
    def full(chunks, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("koordynata.sources.snapshots._copy", full)
    with pytest.raises(UploadRefused) as refused:
        import_file("toy", write("1;Zespół;1607;;"), by=SYSTEM)
    assert refused.value.problems[0].code == "disk_full" and files(settings) == []


def test_a_later_load_of_the_same_content_says_what_it_is(toy, write):
    """A dry run says less than the load that follows it; what was applied last holds, and a day is not forgotten."""
    lines = ["1;Zespół;1607;;"]
    receive_file(source="toy", content=write(*lines, name="try.csv"), file_name="try.csv", by=SYSTEM)
    run = import_file("toy", write(*lines), by=SYSTEM, vintage=date(2026, 9, 30), is_sample=True)
    snapshot = Snapshot.objects.get()
    told = (snapshot.file_name, snapshot.vintage, snapshot.is_sample)
    assert told == ("toy.csv", date(2026, 9, 30), True) and run.options["retold"]
    assert json.loads(snapshots.manifest_path(snapshot).read_text("utf-8"))["vintage"] == "2026-09-30"
    again = import_file("toy", write(*lines, name="real.csv"), by=SYSTEM)
    snapshot.refresh_from_db()
    assert (snapshot.file_name, snapshot.vintage, snapshot.is_sample) == ("real.csv", date(2026, 9, 30), False)
    assert not again.options["retold"]


def test_a_run_keeps_the_name_under_which_its_file_came(toy, write):
    first = import_file("toy", write("1;Zespół;1607;;"), by=SYSTEM)
    second = receive_file(source="toy", content=write("1;Zespół;1607;;"), file_name="other.csv", by=SYSTEM)
    assert (first.file_name, second.file_name, second.snapshot.file_name) == ("toy.csv", "other.csv", "toy.csv")
