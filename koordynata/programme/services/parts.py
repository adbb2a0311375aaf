"""What hangs on an element of a draft: tags, links, institutions, milestones, planned money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import check_seen, digest_of
from koordynata.reference.models import Branch, Occupation, Territory
from koordynata.registry.models import Institution

from ..enums import Involved, LinkKind
from ..errors import ProgrammeRefusal
from ..layout import money_sources, tags
from ..models import Budget, Element, Involvement, Link, Milestone, Tag, Version
from .locking import open_version
from .trail import record

Part = TypeVar("Part", Link, Involvement, Milestone)
_LISTS: dict[str, type[models.Model]] = {
    LinkKind.OCCUPATION: Occupation,
    LinkKind.BRANCH: Branch,
    LinkKind.TERRITORY: Territory,
}


@dataclass(frozen=True)
class MoneyLine:
    """Planned money: zł from one source in one year."""

    source: str
    year: int
    amount: Decimal


MILESTONE = ("name", "due", "evidence")


def tags_of(element: Element) -> list[str]:
    """Ids of its tags."""
    return sorted(element.tags.values_list("tag", flat=True))


def lines_of(element: Element) -> dict[str, Decimal]:
    """Its planned money by year and source: `2026 esf_plus`."""
    return {f"{one.year} {one.source}": one.amount for one in element.budget.order_by("year", "source")}


def tags_seen(element: Element) -> str:
    """The word for the tags that a form showed."""
    return digest_of({"tags": tags_of(element)})


def lines_seen(element: Element) -> str:
    """The word for the planned money that a form showed."""
    return digest_of({name: f"{amount:.2f}" for name, amount in lines_of(element).items()})


@transaction.atomic
def tag_element(*, element: Element, wanted: Iterable[str], by: Actor, seen: str | None = None) -> None:
    """Give an element these tags and no others; `seen`: `tags_seen` of the form.

    Raises ProgrammeRefusal for a tag that the data do not know, ChangedMeanwhile (with the tags there).
    """
    version, now = open_version(element.version), sorted(set(wanted))
    if seen is not None and seen != tags_seen(element):
        raise ChangedMeanwhile(tags_of(element))
    if unknown := set(now) - set(tags()):
        raise ProgrammeRefusal(_("Unknown tag: %s.") % ", ".join(sorted(unknown)))
    if (before := tags_of(element)) == now:
        return
    element.tags.all().delete()
    Tag.objects.bulk_create([Tag(element=element, tag=tag) for tag in now])
    record("element.tagged", element, version.programme, by=by, before={"tags": before}, after={"tags": now})


@transaction.atomic
def link_element(*, element: Element, kind: str, code: str, by: Actor, title: str = "") -> Link:
    """Point from an element to something. Raises ProgrammeRefusal for a code that its list does not have."""
    version = open_version(element.version)
    link = Link(element=element, kind=kind, code=code.strip(), title=_title(kind, code.strip()) or title.strip())
    return _added(link, "link", version, by, {"kind": kind, "code": code})


def _title(kind: str, code: str) -> str:
    """The name of what is in one of our lists; other things are named by whoever points to them."""
    if kind not in _LISTS:
        return ""
    found = _LISTS[kind]._default_manager.filter(code=code).first()
    if found is None:
        raise ProgrammeRefusal(_("There is no such code in the list: %s.") % code)
    return str(getattr(found, "name_pl", found))


@transaction.atomic
def involve_institution(
    *, element: Element, institution: Institution, role: Involved, by: Actor, person: str = ""
) -> Involvement:
    """Name an institution, with whoever answers there. One element has one responsible institution."""
    version = open_version(element.version)
    if (
        role == Involved.RESPONSIBLE
        and element.involvements.filter(role=role).exclude(institution=institution).exists()
    ):
        raise ProgrammeRefusal(_("Another institution is responsible already. Make it a co-operating one first."))
    one = element.involvements.filter(institution=institution).first()
    one = one or Involvement(element=element, institution=institution)
    one.role, one.person = role, person
    return _added(one, "involvement", version, by, {"role": role, "institution": institution.name, "person": person})


@transaction.atomic
def plan_milestone(
    *, element: Element, name: str, due: date, by: Actor, evidence: str = "", uid: UUID | None = None,
    seen: str | None = None,
) -> Milestone:  # fmt: skip
    """Plan a milestone, or change one by its `uid`; `seen`: `state_of` the form (MILESTONE).

    Raises ProgrammeRefusal for a day outside the programme's time, ChangedMeanwhile (with the values there).
    """
    version = open_version(element.version)
    programme = version.programme
    if not programme.starts <= due <= (programme.durable_until or programme.ends):
        raise ProgrammeRefusal(_("A milestone lies in the time of the programme."))
    one = (element.milestones.filter(uid=uid).first() if uid else None) or Milestone(element=element)
    if one.pk:
        check_seen(one, MILESTONE, seen)
    one.name, one.due, one.evidence = name, due, evidence
    return _added(one, "milestone", version, by, {"name": name, "due": due})


@transaction.atomic
def plan_money(*, element: Element, lines: Iterable[MoneyLine], by: Actor, seen: str | None = None) -> None:
    """Set the whole planned budget of an element; `seen`: `lines_seen` of the form.

    Raises ProgrammeRefusal for a source or year that does not fit, ChangedMeanwhile (with `lines_of`).
    """
    version, wanted = open_version(element.version), list(lines)
    if seen is not None and seen != lines_seen(element):
        raise ChangedMeanwhile(lines_of(element))
    for line in wanted:
        _check_line(line, version)
    before = lines_of(element)
    after = {f"{one.year} {one.source}": one.amount for one in wanted}
    if len(after) != len(wanted):
        raise ProgrammeRefusal(_("This source has an amount for that year already."))
    element.budget.all().delete()
    for line in wanted:
        row = Budget(element=element, source=line.source, year=line.year, amount=line.amount)
        row.full_clean()
        row.save()
    if before != after:
        record("budget.planned", element, version.programme, by=by, before=before, after=after, about=element)


def _check_line(line: MoneyLine, version: Version) -> None:
    programme = version.programme
    last = (programme.durable_until or programme.ends).year
    if not programme.starts.year <= line.year <= last:
        raise ProgrammeRefusal(_("The year %s lies outside the time of the programme.") % line.year)
    source = money_sources().get(line.source)
    if source is None or not source.holds_on(date(line.year, 1, 1)):
        raise ProgrammeRefusal(_("There is no money from this source in %(year)s: %(source)s.")
                               % {"year": line.year, "source": source.name if source else line.source})  # fmt: skip


@transaction.atomic
def take_off(*, part: Link | Involvement | Milestone, by: Actor) -> None:
    """Take a link, an institution or a milestone off an element of a draft."""
    version = open_version(part.element.version)
    told = {"name": str(part)}
    record(f"{part._meta.model_name}.removed", part, version.programme, by=by, before=told, about=part.element)
    part.delete()


def _added(row: Part, noun: str, version: Version, by: Actor, after: dict[str, Any]) -> Part:
    verb = f"{noun}.changed" if row.pk else f"{noun}.added"
    row.full_clean()
    row.save()
    record(verb, row, version.programme, by=by, after=after, about=row.element)
    return row
