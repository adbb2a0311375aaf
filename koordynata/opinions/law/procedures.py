"""Who gives the opinion, on what basis, for how long; when none is needed."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .dated import Dated, common, in_force, rows, spoken


@dataclass(frozen=True)
class Procedure(Dated):
    """Who gives the opinion from … to, on what basis, valid for how long, in how many working days."""

    giver: str  # kind of body, see coordination.enums.BodyKind
    basis_pl: str
    basis_en: str
    validity_years: int
    completion_working_days: int
    opinion_working_days: int

    @property
    def basis(self) -> str:
        """The legal basis in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)


@dataclass(frozen=True)
class Exemption(Dated):
    """A case in which no opinion is needed."""

    school_types: frozenset[str]
    levels: frozenset[str]
    reason_pl: str
    reason_en: str
    basis_pl: str
    basis_en: str

    @property
    def reason(self) -> str:
        """Why none is needed, in the reader's language."""
        return spoken(self.reason_pl, self.reason_en)

    @property
    def basis(self) -> str:
        """The legal basis in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)


@cache
def procedures() -> tuple[Procedure, ...]:
    """All of them, oldest first."""
    found = [
        Procedure(
            **common(row), giver=row["giver"], basis_pl=row["basis_pl"], basis_en=row["basis_en"],
            validity_years=int(row["validity_years"]), completion_working_days=int(row["completion_working_days"]),
            opinion_working_days=int(row["opinion_working_days"]),
        )
        for row in rows("procedures")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.valid_from))


def procedure_on(day: date) -> Procedure:
    """The procedure in force on a day; before the first one the first. Raises LookupError for a gap in the data."""
    found = in_force(procedures(), day)
    if found:
        return found[0]
    if day < procedures()[0].valid_from:
        return procedures()[0]
    raise LookupError(day)


@cache
def exemptions() -> tuple[Exemption, ...]:
    """All of them, in the order in which they are asked."""
    ordered = sorted(rows("exemptions"), key=lambda row: int(row["order"]))
    return tuple(
        Exemption(
            **common(row), school_types=frozenset(row["school_types"].split()),
            levels=frozenset(filter(None, row["levels"].split("|"))), reason_pl=row["reason_pl"],
            reason_en=row["reason_en"], basis_pl=row["basis_pl"], basis_en=row["basis_en"],
        )
        for row in ordered
    )  # fmt: skip
