"""The whole content of a version as plain rows: for its hash, its difference from another, its spreadsheet."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from .models import Budget, Commitment, Element, Involvement, Link, Milestone, Tag, Target, Version


@dataclass(frozen=True)
class Promise:
    """What a version promises for one indicator; targets by the name of their period."""

    baseline: Decimal | None
    baseline_year: int | None
    targets: dict[str, Decimal]


@dataclass(frozen=True)
class Item:
    """One element with all that hangs on it. `key` is its strand's, the same in every version."""

    key: str
    parent: str
    level: str
    code: str
    name: str
    text: str
    path: str
    starts: date | None
    ends: date | None
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    institutions: tuple[tuple[str, str, str], ...] = ()  # role, name, person
    milestones: tuple[tuple[str, str, date], ...] = ()  # uid, name, due
    money: dict[tuple[int, str], Decimal] = field(default_factory=dict)  # by year and source
    promises: dict[str, Promise] = field(default_factory=dict)  # by the measure's code


def content_of(version: Version) -> list[Item]:
    """All elements in their order; nine queries whatever the size."""
    elements = list(version.elements.select_related("strand").order_by("path"))
    keys = {element.pk: str(element.strand.uid) for element in elements}
    beside = _beside(version)
    return [
        Item(
            key=keys[one.pk], parent=keys.get(one.parent_id or 0, ""), level=one.level, code=one.code, name=one.name,
            text=one.text, path=one.path, starts=one.starts, ends=one.ends, **beside[one.pk], promises=promises,
        )
        for one, promises in _with_promises(version, elements)
    ]  # fmt: skip


def digest_of(version: Version) -> str:
    """SHA-256 of the content: two versions with the same one say the same."""
    rows = [_plain(item) for item in content_of(version)]
    text = json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(item: Item) -> dict[str, Any]:
    money = {f"{year} {source}": amount for (year, source), amount in item.money.items()}
    promises = {code: [one.baseline, one.baseline_year, one.targets] for code, one in item.promises.items()}
    return {**vars(item), "money": money, "promises": promises}


def _beside(version: Version) -> dict[int, dict[str, Any]]:
    """What hangs on each element, by the element's id."""
    people = Involvement.objects.filter(element__version=version).order_by("-role", "institution__name", "pk")
    milestones = Milestone.objects.filter(element__version=version).values_list("element", "uid", "name", "due")
    lists: dict[str, Iterable[tuple[Any, ...]]] = {
        "tags": Tag.objects.filter(element__version=version).values_list("element", "tag"),
        "links": Link.objects.filter(element__version=version).values_list("element", "kind", "code"),
        "institutions": people.values_list("element", "role", "institution__name", "person"),
        "milestones": ((element, str(uid), name, due) for element, uid, name, due in milestones),
    }
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, rows in lists.items():
        for element, values in _by_element(rows).items():
            found[element][name] = tuple(values)
    lines = Budget.objects.filter(element__version=version).values_list("element", "year", "source", "amount")
    for element, year, source, amount in lines:
        found[element].setdefault("money", {})[(year, source)] = amount
    return found


def _by_element(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for element, *values in rows:
        found[element].append(values[0] if len(values) == 1 else tuple(values))
    return found


def _with_promises(version: Version, elements: list[Element]) -> list[tuple[Element, dict[str, Promise]]]:
    targets: dict[int, dict[str, Decimal]] = defaultdict(dict)
    rows = Target.objects.filter(commitment__version=version).order_by("period__starts", "pk")
    for commitment, period, value in rows.values_list("commitment", "period__name", "value"):
        targets[commitment][period] = value
    found: dict[int, dict[str, Promise]] = defaultdict(dict)
    promised = Commitment.objects.filter(version=version).order_by("indicator__measure__code", "pk")
    for one in promised.select_related("indicator__measure"):
        found[one.indicator.strand_id][one.indicator.measure.code] = Promise(
            one.baseline, one.baseline_year, targets[one.pk]
        )
    return [(element, found[element.strand_id]) for element in elements]
