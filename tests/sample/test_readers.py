"""Our own readers find nothing to complain about in our own sample."""

import importlib
from pathlib import Path

import pytest

from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.plan import Plan
from koordynata.sources.reading import Reading

FILES = {name: source for name, (source, _header, _rows) in Sample(Plan(regions=("16",))).files.items()}


def read(source: str, content: bytes) -> Reading:
    module = "table" if source == "rspo" else "reader"
    reading: Reading = importlib.import_module(f"koordynata.sources.{source}.{module}").read(content)
    return reading


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_read_without_a_problem(files: Path, name: str) -> None:
    content = (files / name).read_bytes()
    reading = read(FILES[name], content)
    assert reading.problems == []
    assert reading.rows.height == content.count(b"\r\n") - 1


def test_a_spoilt_row_would_be_found(files: Path) -> None:
    content = (files / "sio.csv").read_bytes().replace(b";2017/2018;", b";2017/2019;", 1)
    reading = read("sio", content)
    assert len(reading.problems) == 1
