"""Occupations of which we know and which are not on the list: those without a known code, and those of art schools.

A file may name them with good reason; whoever loads it is told which of the two it is.
"""

import csv
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from koordynata.sources.reading import Problem

from .package import DATA


def _column(name: str, column: str) -> frozenset[str]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row[column] for row in csv.DictReader(file))


@cache
def artistic_codes() -> frozenset[str]:
    """Codes of occupations that art schools teach: a classification of its own."""
    return _column("occupations_artistic", "code")


@cache
def names_without_code() -> frozenset[str]:
    """Names of occupations whose code we have not seen, in small letters."""
    return frozenset(name.lower() for name in _column("occupations_without_code", "name"))


def told_apart(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of unknown occupations, with a word of their own for those of which we know."""
    return [replace(problem, code=_code(problem)) for problem in problems]


def _code(problem: Problem) -> str:
    if problem.code == "occupation_unknown" and problem.value in artistic_codes():
        return "occupation_artistic"
    if problem.code == "occupation_name_unknown" and " ".join(problem.value.lower().split()) in names_without_code():
        return "occupation_without_code"
    return problem.code
