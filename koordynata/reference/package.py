"""The lists that come with the program, and their editions (data/versions.csv)."""

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"

# Each list after those to which its codes lead.
ORDER = [
    "territories",
    "functional-areas",
    "functional-area-members",
    "school-types",
    "branches",
    "occupations",
    "occupation-school-types",
    "qualifications",
    "occupation-qualifications",
    "barometer-groups",
    "crosswalks",
]


@dataclass(frozen=True)
class PackagedList:
    """One list of the package: its file and the edition it holds."""

    source: str
    path: Path
    sha256: str
    version: str
    valid_from: dt.date | None
    publisher: str
    licence: str
    note: str


def packaged_lists() -> list[PackagedList]:
    """All lists in the order in which they are loaded."""
    with (DATA / "versions.csv").open(encoding="utf-8", newline="") as file:
        versions = {row["list"].replace("_", "-"): row for row in csv.DictReader(file)}
    return [_packaged(source, versions[source]) for source in ORDER]


def _packaged(source: str, row: dict[str, str]) -> PackagedList:
    path = DATA / f"{source.replace('-', '_')}.csv"
    valid_from = dt.date.fromisoformat(row["valid_from"]) if row["valid_from"] else None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return PackagedList(source, path, digest, row["version"], valid_from, row["source"], row["licence"], row["note"])
