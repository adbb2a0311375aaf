"""Working groups of a body and what they handed in; of a group its own reports."""

from collections.abc import Mapping
from types import MappingProxyType

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Body, GroupReport
from koordynata.coordination.queries.bodies import summaries

from ...access import access
from .loading import seen
from .page import frame
from .verbs import BODY, REPORT


@access(Permission.VIEW_MEETINGS)
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups with their size, and the reports, the latest first."""
    return render_groups(request, seen(request, pk))


def render_groups(
    request: HttpRequest, body: Body, *, status: int = 200, sent: Mapping[str, BaseForm] = MappingProxyType({})
) -> HttpResponse:
    """The page; a form that was sent with mistakes stands in its place."""
    context = frame(request, body, "groups")
    rows = body.groups.select_related("territory", "parent").order_by("name")
    context |= {"groups": summaries(rows), "reports": _reports(body, sent, keeps=context["keeps"])}
    if context["keeps"]:
        verb = "report" if context["is_group"] else "group"
        context[f"{verb}_form"] = BODY[verb].form_of(verb, body)
    context |= {f"{name}_form": form for name, form in sent.items()}
    return render(request, "coordination/bodies/groups.html", context, status=status)


def _reports(body: Body, sent: Mapping[str, BaseForm], *, keeps: bool) -> list[tuple[GroupReport, BaseForm | None]]:
    """Each with the form that puts it on an agenda, where the reader may and nobody did."""
    whose = {"group": body} if body.parent_id else {"group__parent": body}
    rows = GroupReport.objects.filter(**whose).select_related("group__parent", "item__meeting__term__body")
    found: list[tuple[GroupReport, BaseForm | None]] = []
    for row in rows.order_by("-handed_in_on", "-pk"):
        name = f"report{row.pk}"
        found.append((row, sent.get(name) or REPORT.form_of(name, row.group) if keeps and not row.item_id else None))
    return found
