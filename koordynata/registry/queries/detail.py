"""What the page of one institution shows."""

from dataclasses import dataclass
from typing import Any

from koordynata.foundation.alphabet import polish_key

from ..models import Institution, Offer
from .institutions import known_institutions


@dataclass(frozen=True)
class OfferLine:
    """An occupation in one school year: pupils by grade (None: not said), graduates, share passing the exam."""

    occupation_code: str
    occupation: str
    grades: dict[int, int | None]
    graduates: int | None
    pass_share: float | None
    pupils: int | None
    declared: Offer | None  # the row declared by hand, which can be withdrawn


@dataclass(frozen=True)
class OfferYear:
    """What a school taught in one school year, known by the year in which it starts."""

    start: int
    lines: list[OfferLine]

    @property
    def label(self) -> str:
        """`2026/2027`."""
        return f"{self.start}/{self.start + 1}"

    @property
    def grades(self) -> list[int]:
        """The grades that occur."""
        return sorted({grade for line in self.lines for grade in line.grades})


def offer_by_year(school: Institution) -> list[OfferYear]:
    """The school's offer, newest year first; one query."""
    rows = school.offers.filter(withdrawn_run=None).select_related("occupation").order_by("-school_year", "grade")
    years: dict[int, dict[str, list[Offer]]] = {}
    for row in rows:
        years.setdefault(row.school_year, {}).setdefault(row.occupation.code, []).append(row)
    return [OfferYear(year, sorted(map(_line, by_code.values()), key=_name)) for year, by_code in years.items()]


def _name(line: OfferLine) -> tuple[str, ...]:
    return polish_key(line.occupation)


def _line(rows: list[Offer]) -> OfferLine:
    counts = [row.pupils for row in rows if row.pupils is not None]
    graduates = [row.graduates for row in rows if row.graduates is not None]
    shares = [row.pass_share for row in rows if row.pass_share is not None]
    occupation = rows[0].occupation
    return OfferLine(
        occupation_code=occupation.code,
        occupation=occupation.name,
        grades={row.grade: row.pupils for row in rows if row.grade},
        graduates=sum(graduates) if graduates else None,
        pass_share=shares[0] if len(shares) == 1 else None,
        pupils=sum(counts) if counts else None,
        declared=next((row for row in rows if not row.content_hash and not row.grade), None),
    )


def parts_of(institution: Institution, user: Any) -> list[Institution]:
    """The schools of a complex that the reader may know, with their pupils: a complex may reach into another powiat."""
    rows = known_institutions(user).filter(parent=institution, merged_into=None)
    return list(rows.select_related("territory", "school_type").order_by("name", "id"))


def visible_parent(institution: Institution, user: Any) -> Institution | None:
    """The complex to which it belongs, when the reader may know that."""
    if institution.parent_id is None:
        return None
    return known_institutions(user).filter(pk=institution.parent_id).first()


def siblings_of(institution: Institution, user: Any) -> list[Institution]:
    """The other parts of the same complex that the reader may know."""
    if institution.parent is None:
        return []
    return [part for part in parts_of(institution.parent, user) if part.pk != institution.pk]


def pupils_in(institutions: list[Institution]) -> int | None:
    """Pupils of all parts together; None when no part says."""
    known = [row.pupils for row in institutions if row.pupils is not None]
    return sum(known) if known else None
