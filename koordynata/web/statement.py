"""Deklaracja dostępności: the statement that the law of 4 April 2019 asks of public bodies, made from settings.

The ids `a11y-*` are those of the Ministry's technical conditions for the statement; machines read them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .access import PUBLIC, access


@dataclass(frozen=True)
class Statement:
    """What an installation says of itself; environment variables KOORDYNATA_A11Y_* fill it."""

    entity: str
    entity_url: str
    contact_name: str
    contact_email: str
    contact_phone: str
    published: date | None
    updated: date | None
    made: date | None
    reviewed: date | None

    @classmethod
    def from_settings(cls) -> "Statement":
        """The statement of this installation. A date that was not given is said to be missing, never made up."""
        said: dict[str, Any] = {name: settings.ACCESSIBILITY.get(name, "") for name in cls.__dataclass_fields__}
        for name in ("published", "updated", "made", "reviewed"):
            said[name] = date.fromisoformat(said[name]) if said[name] else None
        return cls(**said)


@access(PUBLIC)
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The statement, for everybody."""
    return render(request, "web/accessibility_statement.html", {"statement": Statement.from_settings()})
