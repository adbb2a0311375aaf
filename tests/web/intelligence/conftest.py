"""Pages of what is seen, reading from a warehouse of plain rules, with templates that forgive no unknown name."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines

from . import fakes


class UnknownName(str):
    """Django's answer to an unknown name in a template, turned into a failure."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: Any) -> str:
        raise AssertionError(f"a template names what it was not given: {name}")


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UnknownName("%s"))  # type: ignore[attr-defined]


@pytest.fixture
def office(coordinator: Any, lists: Any, as_user: Any) -> Any:
    """The coordinator's browser, with lists of occupations in the house."""
    return as_user(coordinator)
