"""An application's content as the form shows and the audit log keeps it."""

from typing import Any

from ..models import OpinionRequest

EDITABLE = (
    "school_type",
    "start_year",
    "places",
    "young_workers_only",
    "main_occupation",
    "reasons",
    "programme",
)


def values_of(request: OpinionRequest) -> dict[str, Any]:
    """The editable fields as plain values; lists by their codes."""
    plain = {name: getattr(request, name) for name in EDITABLE if name not in {"school_type", "main_occupation"}}
    main = request.main_occupation
    return plain | {"school_type": request.school_type.code, "main_occupation": main.code if main else None}
