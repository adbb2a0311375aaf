"""The rooms stay rooms: relations point down, writes are verbs, nothing is called utils."""

import ast
import inspect
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import koordynata

PACKAGE = Path(koordynata.__file__).parent
ORDER = ["foundation", "accounts", "sources", "reference", "registry", "intelligence",
         "programme", "coordination", "opinions", "support", "web", "jobs", "cli"]  # fmt: skip
SOURCES = [file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts]


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1] if model.__module__.startswith("koordynata.") else ""


def relations_pointing_up(all_models: list[type[models.Model]]) -> list[str]:
    """Relations from a lower room to a higher one; a ForeignKey given as a string hides from import contracts."""
    return [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in all_models
        if room_of(model)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and room_of(field.related_model)
        and ORDER.index(room_of(field.related_model)) > ORDER.index(room_of(model))
    ]


def test_no_relation_points_up() -> None:
    assert relations_pointing_up(apps.get_models()) == []


def test_a_relation_pointing_up_would_be_found() -> None:
    from koordynata.reference.models import Territory
    from koordynata.registry.models import Institution

    class Upstart(models.Model):
        institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "reference"
            managed = False

    Upstart.__module__ = Territory.__module__
    try:
        assert relations_pointing_up([Upstart]) == ["Upstart.institution -> Institution"]
    finally:
        del apps.all_models["reference"]["upstart"]
        apps.clear_cache()


def called(root: Path, word: str) -> list[Path]:
    """Files and folders of that very name; one that says common to whom, or what, is another thing."""
    return [one for one in root.rglob("*") if one.stem == word and not {"vendor", "__pycache__"} & set(one.parts)]


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc"])
def test_nothing_is_called(word: str, tmp_path: Path) -> None:
    assert called(PACKAGE, word) == []
    (tmp_path / f"{word}.py").touch()
    assert called(tmp_path, word) == [tmp_path / f"{word}.py"], "the rule sees what it forbids"


def test_no_file_is_fat() -> None:
    fat = {str(file.relative_to(PACKAGE)): lines for file in SOURCES if (lines := file.read_text().count("\n")) > 400}
    assert fat == {}


def functions(file: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)]


def test_no_function_is_fat() -> None:
    fat = [
        f"{file.relative_to(PACKAGE)}:{function.lineno} {function.name}"
        for file in SOURCES
        for function in functions(file)
        if (function.end_lineno or 0) - function.lineno > 60
    ]
    assert fat == []


SERVICES = [
    room for room in ORDER if (PACKAGE / room / "services.py").exists() or (PACKAGE / room / "services").is_dir()
]
# The worker goes on with a run in the name of whoever started or confirmed it; the run remembers who that was.
IN_ANOTHERS_NAME = {"apply_run", "check_run"}


def verbs(room: str) -> dict[str, Callable[..., object]]:
    """What a room's `services` offers to others."""
    module = import_module(f"koordynata.{room}.services")
    names = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
    offered = {name: getattr(module, name) for name in names}
    return {
        name: verb
        for name, verb in offered.items()
        if inspect.isfunction(verb) and verb.__module__.startswith(module.__name__)
    }


@pytest.mark.parametrize("room", SERVICES)
def test_public_verbs_say_by_whom(room: str) -> None:
    """A verb takes `by`, so that the audit log can name somebody."""
    silent = {name for name, verb in verbs(room).items() if "by" not in inspect.signature(verb).parameters}
    assert silent - IN_ANOTHERS_NAME == set()
    assert verbs(room)


def test_left_over_marks_are_gone() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|NotImplementedError")
    assert [str(file) for file in SOURCES if marks.search(file.read_text())] == []


@pytest.mark.django_db
def test_the_suite_turns_unordered_queries_round() -> None:
    """The guard of conftest is at work: without an order rows come backwards, with one they do not."""
    from koordynata.reference.models import SchoolType

    for number in (1, 2):
        SchoolType.objects.create(
            code=f"T{number}", name_pl=f"typ {number}", years=3, abbreviation="T", rspo_name=f"Typ {number}"
        )
    assert [t.code for t in SchoolType.objects.order_by("pk")] == ["T1", "T2"]
    assert [t.code for t in SchoolType.objects.order_by()] == ["T2", "T1"]
