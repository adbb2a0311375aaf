"""What the address of the list asks for."""

from typing import Any

from django.http import QueryDict

from koordynata.opinions.enums import RequestState
from koordynata.opinions.queries.lists import SORTS, RequestFilter


def read_filter(query: QueryDict) -> RequestFilter:
    """The question of the address; what is not on offer counts as not asked."""
    get: Any = query.get
    sort, state = get("sort", "due"), get("state", "")
    return RequestFilter(
        q=get("q", "")[:100], occupation=get("occupation", "")[:6], territory=get("territory", "")[:4],
        state=state if state in {"open", *RequestState.values} else "",
        season=season if len(season := _digits(get("season", ""))) == 4 else "", window=_digits(get("window", "")),
        sort=sort if sort.removeprefix("-") in SORTS else "due",
    )  # fmt: skip


def _digits(text: str) -> str:
    """A number as it stands; anything else counts as not asked."""
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""
