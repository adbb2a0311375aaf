"""Method cards: what each metric is, how it is counted, who answers for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.web.access import access
from koordynata.web.downloads import send_table, wanted_format

from ..exports import CARD_COLUMNS
from ..sections import section_tabs


@access(Permission.VIEW_METRICS)
def methods(request: HttpRequest) -> HttpResponseBase:
    """All cards, and where the figures come from."""
    cards = queries.metric_cards()
    if wanted_format(request):
        return send_table(request, _("Metrics"), CARD_COLUMNS, cards)
    context = {"cards": cards, "state": queries.warehouse_state(), "tabs": section_tabs(request)}
    return render(request, "web/intelligence/methods.html", context)


@access(Permission.VIEW_METRICS)
def method(request: HttpRequest, metric: str) -> HttpResponse:
    """One card."""
    card = queries.metric_card(metric)
    if card is None:
        raise Http404
    return render(request, "web/intelligence/method.html", {"card": card})
