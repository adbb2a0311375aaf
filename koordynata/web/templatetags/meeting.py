"""Tags of meetings: bars of quorum and votes, drawn on the server."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from koordynata.coordination.models import Ballot, Meeting
from koordynata.coordination.queries.live import Live
from koordynata.web.coordination import seats, showing, tabs

register = template.Library()
WIDTH = 336


@register.inclusion_tag("web/components/_tabs.html", takes_context=True)
def meeting_tabs(context: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """The pages of one meeting."""
    match = context["request"].resolver_match
    return {"tabs": tabs.tabs_of(meeting, match.url_name if match else "")}


@register.simple_tag
def choice_words(choice: str) -> str:
    """A choice as the paper says it."""
    return showing.choice_words(choice)


register.simple_tag(seats.circles, name="seat_circles")
register.simple_tag(seats.people_here)
register.simple_tag(seats.people_options)


@register.inclusion_tag("coordination/_result.html")
def result_chip(ballot: Ballot) -> dict[str, Any]:
    """How a ballot ended, in a word."""
    return {"ballot": ballot}


@register.simple_tag
def quorum_bar(live: Live) -> SafeString:
    """Present out of all seats, with a mark where the quorum lies. The sentence beside it says the same."""
    seats = max(live.roll.seats, 1)
    done, mark = (round(WIDTH * min(n, seats) / seats) for n in (live.quorum_have, live.quorum_needed))
    return format_html(
        '<svg class="bar" viewBox="0 0 336 44" aria-hidden="true">'
        '<rect class="bar-ground" y="16" width="336" height="14"/>'
        '<rect class="bar-done" y="16" width="{}" height="14"/><path class="bar-mark" d="M{},11V35"/>'
        '<text x="{}" y="9" text-anchor="middle">{}</text><text x="0" y="43">0</text>'
        '<text x="336" y="43" text-anchor="end">{}</text></svg>',
        done, mark, min(max(mark, 8), WIDTH - 8), live.quorum_needed, seats,
    )  # fmt: skip


@register.simple_tag
def vote_bar(bar: Any) -> SafeString:
    """One choice: its word, a bar out of all who may vote, its number."""
    of = max(bar.of, 1)
    mark = (
        format_html('<path class="bar-mark" d="M{},0V18"/>', round(160 * min(bar.needed, of) / of))
        if bar.needed
        else ""
    )
    return format_html(
        '<div class="vote-row"><span>{}</span><svg viewBox="0 0 160 18" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-ground" y="2" width="160" height="14"/>'
        '<rect class="bar-done" y="2" width="{}" height="14"/>{}'
        "</svg><strong>{}</strong></div>",
        bar.label, round(160 * min(bar.votes, of) / of), mark, bar.votes,
    )  # fmt: skip
