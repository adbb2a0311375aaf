"""Entries that may be one institution: the same number, or a similar name in the same powiat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from django.db.models import Count

from koordynata.accounts.roles import Permission

from ..enums import InstitutionKind
from ..models import Institution
from ..models.institution import InstitutionQuerySet
from ..search.words import stem, words

MOST_PAIRS = 200
_MOST_IN_BLOCK = 40  # a name that forty share says nothing
_SIMILAR = 0.75  # share of common stems


@dataclass(frozen=True)
class Pair:
    """Two entries and why they look like one: "regon", "nip" or "name"."""

    first: Institution
    second: Institution
    reason: str


def _sign(name: str) -> frozenset[str]:
    return frozenset(map(stem, words(name)))


def _related(first: Institution, second: Institution) -> bool:
    """A school and its complex, or two parts of one complex, share numbers and names rightly."""
    same_parent = first.parent_id is not None and first.parent_id == second.parent_id
    return same_parent or first.pk == second.parent_id or second.pk == first.parent_id


def _by_number(rows: list[Institution], scheme: str) -> Iterator[Pair]:
    blocks: dict[tuple[str, str], list[Institution]] = defaultdict(list)
    for row in rows:
        if number := getattr(row, scheme):
            blocks[row.kind, number].append(row)
    for block in blocks.values():
        if 1 < len(block) <= _MOST_IN_BLOCK:
            yield from (Pair(*pair, scheme) for pair in combinations(block, 2))


def _by_name(rows: list[Institution]) -> Iterator[Pair]:
    blocks: dict[tuple[str, int, str], list[tuple[Institution, frozenset[str]]]] = defaultdict(list)
    for row in rows:
        sign = _sign(row.name)
        for word in sign:
            blocks[row.kind, row.territory_id, word].append((row, sign))
    for block in blocks.values():
        if 1 < len(block) <= _MOST_IN_BLOCK:
            for (first, one), (second, other) in combinations(block, 2):
                if len(one & other) >= _SIMILAR * len(one | other):
                    yield Pair(first, second, "name")


def _once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    seen = set()
    for pair in pairs:
        ids = frozenset({pair.first.pk, pair.second.pk})
        if ids not in seen and not _related(pair.first, pair.second):
            seen.add(ids)
            yield pair


def possible_duplicates(user: Any) -> list[Pair]:
    """Pairs that the user may merge, numbers first; at most 200.

    Schools are compared by number only: a powiat rightly has many schools of nearly the same name.
    """
    rows = Institution.objects.visible_to(user, Permission.EDIT_REGISTERS).current()
    by_hand = rows.exclude(kind__in=[InstitutionKind.SCHOOL, InstitutionKind.SCHOOL_COMPLEX])
    found = _once(
        [
            *_by_number(_sharing(rows, "regon"), "regon"),
            *_by_number(_sharing(by_hand, "nip"), "nip"),
            *_by_name(_for_page(by_hand)),
        ]
    )
    return list(islice(found, MOST_PAIRS))


def _for_page(rows: InstitutionQuerySet) -> list[Institution]:
    columns = ("id", "kind", "name", "regon", "nip", "locality", "territory__name", "territory__kind",
               "territory__city_rights", "parent_id")  # fmt: skip
    return list(rows.select_related("territory").only(*columns).order_by("id"))


def _sharing(rows: InstitutionQuerySet, scheme: str) -> list[Institution]:
    """The entries whose number another entry has as well."""
    known = rows.exclude(**{scheme: ""})
    shared = known.order_by().values(scheme).annotate(n=Count("id")).filter(n__gt=1).values(scheme)
    return _for_page(known.filter(**{f"{scheme}__in": shared}))
