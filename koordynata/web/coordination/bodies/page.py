"""The page of one body: composition, rules, working groups, history."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.coordination.days import end_of
from koordynata.coordination.enums import BodyKind
from koordynata.coordination.models import Body, Term
from koordynata.coordination.queries.composition import Composition, composition, term_at
from koordynata.coordination.queries.rules import version_on
from koordynata.coordination.rules import may_run, may_see_contacts

from ...access import access
from ...downloads import send_table, wanted_format
from ...requests import person_of
from ...tabs import Tab
from .carrying import tell
from .columns import CONTACTS, SEATS
from .loading import seen
from .verbs import BODY, TERM

IN_TERM = ("seat", "person")
INSTANT = timedelta(microseconds=1)


def frame(request: HttpRequest, body: Body, here: str) -> dict[str, Any]:
    """What every page of a body shows."""
    group = body.kind == BodyKind.GROUP
    labels = {
        "body": _("Composition"), "rules": _("Rules of procedure"),
        "groups": _("Reports") if group else _("Working groups"), "history": _("History"),
    }  # fmt: skip
    counts = {"groups": body.reports.count() if group else body.groups.count()}
    tabs = [Tab(reverse(f"bodies:{n}", args=[body.pk]), word, n == here, counts.get(n)) for n, word in labels.items()]
    return {"body": body, "tabs": tabs, "is_group": group, "keeps": may_run(person_of(request), body)}


@access(Permission.VIEW_MEETINGS)
def body(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who sits in it, on a day and in a term; with `format` in the address a file of the same rows."""
    shown = seen(request, pk)
    term, at = _asked(request, shown)
    now = composition(term, at) if term else None
    if wanted_format(request):
        columns = [*SEATS, *(CONTACTS if may_see_contacts(person_of(request), shown) else [])]
        # Of a sheet's name spreadsheets take 31 characters, and not all.
        name = _("Composition on %s") % timezone.localdate(at).isoformat()
        return send_table(request, name, columns, now.seats if now else [])
    return render_body(request, shown, now=now)


def _asked(request: HttpRequest, shown: Body) -> tuple[Term | None, datetime]:
    """The term and the moment that the address asks for; what it asks wrongly counts as not asked."""
    number, day = request.GET.get("term", ""), _day(request.GET.get("day", ""))
    at = end_of(day) - INSTANT if day else timezone.now()
    if number.isascii() and number.isdigit() and len(number) < 5:
        term = shown.terms.filter(number=int(number)).first()
        if term is not None:
            return term, _inside(term, at)
    term = term_at(shown, at)
    return term, _inside(term, at) if term else at


def _day(text: str) -> Any:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and 1990 <= found.year <= 2200 else None


def _inside(term: Term, at: datetime) -> datetime:
    """The moment, or the nearest one at which the term runs."""
    if at < term.starts:
        return term.starts
    return term.ends - INSTANT if term.ends and at >= term.ends else at


def render_body(
    request: HttpRequest, shown: Body, *, now: Composition | None = None, status: int = 200,
    sent: Mapping[str, BaseForm] = MappingProxyType({}),
) -> HttpResponse:  # fmt: skip
    """The composition; a form that was sent with mistakes stands in its place."""
    term, at = (now.term, now.at) if now else _asked(request, shown)
    now = now or (composition(term, at) if term else None)
    context = frame(request, shown, "body") | {
        "now": now, "term": term, "at": at, "terms": list(shown.terms.order_by("number")),
        "is_now": not (request.GET.get("day") or request.GET.get("term")), "quorum": _quorum(shown, now),
    }  # fmt: skip
    if context["keeps"]:
        wanted = ("term", "seat", "person")
        context |= {f"{name}_form": BODY[name].form_of(name, shown) for name in wanted}
        context |= {"end_term_form": TERM.form_of("end_term", shown)}
    context |= {f"{name}_form": form for name, form in sent.items()}
    for form in (form for name, form in sent.items() if name in IN_TERM and now is None):
        tell(request, form)
    return render(request, "coordination/bodies/body.html", context, status=status)


def _quorum(shown: Body, now: Composition | None) -> int | None:
    """How many must be present by the rules of that day; None where there are no rules or no seats."""
    version = version_on(shown, timezone.localdate(now.at)) if now else None
    if version is None or now is None or now.voting == 0:
        return None
    quorum = version.parsed().quorum
    return quorum.quorum().needed(now.voting if quorum.of == "seats" else now.counted)
