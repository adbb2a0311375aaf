"""The sides that members speak for: a list of the project's own, replaceable."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import get_language


@dataclass(frozen=True)
class Side:
    """Strona, którą reprezentuje członek."""

    code: str
    name_pl: str
    name_en: str
    source: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_pl if (get_language() or "pl").startswith("pl") else self.name_en


@cache
def sides() -> dict[str, Side]:
    """All of them by code, in the order of the file."""
    text = resources.files(__package__).joinpath("data/sides.csv").read_text("utf-8")
    return {row["code"]: Side(**row) for row in csv.DictReader(text.splitlines())}
