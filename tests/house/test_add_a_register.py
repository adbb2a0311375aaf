"""The checklist for a new register works as it is written: its code is taken from the page and run."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from koordynata.registry.models import Institution
from koordynata.registry.services import merge_institutions
from koordynata.registry.services.merging import KEYED
from koordynata.sources import catalogue
from tests.loading import loader
from tests.registry.test_merging import forgotten_by_a_merge

pytestmark = pytest.mark.either_database

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-to/add-a-register.md").read_text("utf-8")
BLOCKS = {path: code for code, path in re.findall(r"```python\n(# (\S+\.py)\n.*?)```", PAGE, re.DOTALL)}
MODEL, LAYOUT, IMPORTER, TEST = BLOCKS


def run_block(path: str) -> ModuleType:
    """The block as the module that it would be in this repository."""
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    module = ModuleType(name)
    module.__package__ = name if path.endswith("__init__.py") else name.rpartition(".")[0]
    sys.modules[name] = module
    exec(compile(BLOCKS[path], path, "exec"), module.__dict__)
    return module


@pytest.fixture
def workshops(transactional_db: None, land: Any) -> Iterator[Any]:
    """The register of the page, in the house for one test."""
    rooms = import_module("koordynata.registry.models")
    model = run_block(MODEL).Workshop
    rooms.Workshop = model  # type: ignore[attr-defined]
    with connection.schema_editor() as editor:
        editor.create_model(model)
    run_block(LAYOUT)
    run_block(IMPORTER)
    try:
        yield model
    finally:
        catalogue._importers.pop("workshops")
        with connection.schema_editor() as editor:
            editor.delete_model(model)
        del apps.all_models["registry"]["workshop"], rooms.Workshop
        apps.clear_cache()
        for path in BLOCKS:
            sys.modules.pop(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."), None)


@pytest.mark.parametrize("path", BLOCKS)
def test_its_code_passes_the_house_s_own_checks(path: str) -> None:
    for words in (("check",), ("format", "--check", "--diff")):
        ruff = [sys.executable, "-m", "ruff", *words, "--stdin-filename", path, "-"]
        answer = subprocess.run(ruff, input=BLOCKS[path], capture_output=True, text=True, cwd=ROOT, timeout=60)
        assert answer.returncode == 0, answer.stdout + answer.stderr


def test_its_own_tests_pass(workshops: Any, school: Institution, tmp_path: Path) -> None:
    tests = [test for name, test in vars(run_block(TEST)).items() if name.startswith("test_")]
    assert len(tests) == 3
    for number, test in enumerate(tests):
        folder = tmp_path / str(number)
        folder.mkdir()
        given = {"school": school, "tmp_path": folder}
        test(**{name: given[name] for name in inspect.signature(test).parameters})
        workshops.objects.all().delete()


def test_the_pages_show_it_without_further_work(workshops: Any, coordinator: Any, as_user: Any) -> None:
    client: Client = as_user(coordinator)
    assert "/importy/nowy/workshops/" in client.get("/importy/nowy/").content.decode()
    assert "stanowiska" in client.get("/importy/nowy/workshops/").content.decode()
    assert "rspo;nazwa;stanowiska" in client.get("/importy/nowy/workshops/szablon/").content.decode()


def test_a_merge_asks_for_its_line_and_heeds_it(
    workshops: Any, school: Institution, land: Any, coordinator: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forgotten_by_a_merge() == {("Workshop", "school")}
    (line,) = re.findall(r'^    (\("workshops", Workshop, .*\)),$', PAGE, re.MULTILINE)
    known = [*KEYED, eval(line, {"Workshop": workshops})]
    monkeypatch.setattr("koordynata.registry.services.merging.KEYED", known)
    twin = Institution.objects.create(kind=school.kind, name="Ta sama szkoła", rspo=900002, territory=land["1607"])
    loader(tmp_path)("workshops", "rspo;nazwa;stanowiska\n900001;Kuchnia;\n900002;Kuchnia;\n900002;Lakiernia;\n")
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    assert sorted(workshops.objects.filter(school=school).values_list("name", flat=True)) == ["Kuchnia", "Lakiernia"]


def test_whatever_file_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:koordynata|tests)/[\w/.]+?)/?`", PAGE)) | {"koordynata/sources/messages.py"}
    assert [path for path in named if not (ROOT / path).exists()] == []
