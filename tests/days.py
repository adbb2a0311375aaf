"""Days as tests name them: worked out when a test runs, because a whole run may go on over midnight."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

CLOCKS = {"localdate", "localtime", "now", "today"}


@dataclass(frozen=True)
class Ahead:
    """So many days from the day on which a test runs; stands for a date in parameters, which are read long before."""

    days: int = 0

    @property
    def day(self) -> date:
        """The day itself."""
        return timezone.localdate() + timedelta(days=self.days)

    def __str__(self) -> str:
        return self.day.isoformat()


def on_the_day(values: dict[str, Any]) -> dict[str, Any]:
    """The same values with dates where parameters say how far ahead."""
    return {name: value.day if isinstance(value, Ahead) else value for name, value in values.items()}


def clocks_read_at_import(source: str) -> Iterator[int]:
    """Lines of a test module that ask for the time while it is read, not while its tests run."""
    yield from _clocks(ast.parse(source))


def _clocks(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        for early in [*node.decorator_list, node.args]:
            yield from _clocks(early)
        return
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in CLOCKS:
            yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from _clocks(child)
