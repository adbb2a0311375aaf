"""Resolutions to which an element points, by the number that people know."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.coordination.models import Resolution
from koordynata.coordination.queries.register import visible_resolutions
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Link, Programme

_HEAD = "resolution:"  # how a link keeps it: a number alone is that of one body in one year
_NUMBER = re.compile(r"(\d{1,4})/(\d{4})")


def resolution_named(user: Any, programme: Programme, text: str) -> tuple[str, str]:
    """Code and title of the entry that the text names: `7/2026`, with its kind before it where several have it.

    Raises ProgrammeRefusal for none, and for several.
    """
    wanted = Q(earlier_number__iexact=text.strip())
    if given := _NUMBER.search(text):
        wanted |= Q(number=int(given[1]), year=int(given[2]))
    rows = visible_resolutions(user).filter(wanted, body__territory=programme.territory).select_related("body")
    found = list(rows.order_by("body__name", "kind", "pk"))
    exact = [one for one in found if _plain(_named(one)) == _plain(text)]
    one = (exact or found) if len(exact or found) == 1 else []
    if one:
        with override("pl"):  # the title stays in the programme, in its own language
            return f"{_HEAD}{one[0].pk}", f"{_named(one[0])}: {one[0].title}"[:300]
    if not found:
        raise ProgrammeRefusal(_("There is no such entry in the register of resolutions: %s.") % text)
    several = "; ".join(_named(one) for one in found)
    raise ProgrammeRefusal(_("Several entries have this number. Write one of these: %s.") % several)


def _named(entry: Resolution) -> str:
    return f"{entry.get_kind_display()} {entry} ({entry.body})"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def addresses_of(user: Any, links: Iterable[Link]) -> dict[int, str]:
    """By link the page of its entry, where the reader may open it; one query, none without such links."""
    wanted = {one.pk: entry for one in links if (entry := _entry(one)) is not None}
    if not wanted:
        return {}
    seen = set(visible_resolutions(user).filter(pk__in=wanted.values()).values_list("pk", flat=True))
    return {pk: reverse("resolutions:resolution", args=[entry]) for pk, entry in wanted.items() if entry in seen}


def _entry(link: Link) -> int | None:
    tail = link.code.removeprefix(_HEAD)
    return int(tail) if tail != link.code and tail.isascii() and tail.isdecimal() and len(tail) < 10 else None
