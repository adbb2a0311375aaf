"""What the application itself and the house's own register say."""

from typing import Any

from koordynata.intelligence.metrics import units

from ..enums import Outcome
from ..models import FollowUp, Opinion
from .about import About
from .book import counted
from .reading import questions

FULL = 100.0


def employers(about: About) -> dict[str, Any]:
    """Employers who will take trainees, letters, training places against places applied for."""
    partners = list(about.request.partners.order_by("name", "pk"))
    places = about.request.places
    training = sum(one.training_places for one in partners)
    share = min(FULL * training / places, 999.0) if places else None
    return {
        "figures": [
            counted("partners", len(partners), "employers", about.applied),
            counted("letters", sum(one.letter_id is not None for one in partners), "letters", about.applied),
            counted("training_places", training, "people", about.applied),
            counted("training_share", share, units.PERCENT, about.applied),
        ],
        "partners": [
            {"name": one.name, "training_places": one.training_places, "jobs": one.jobs, "letter": bool(one.letter_id)}
            for one in partners
        ],
        "reading": questions()["employers"].reading(share),
    }


def resources(about: About) -> dict[str, Any]:
    """Of what is needed, how much is there."""
    found = list(about.request.resources.order_by("kind", "name", "pk"))
    there = sum(one.available for one in found)
    share = FULL * there / len(found) if found else None
    return {
        "figures": [
            counted("resources_there", there if found else None, "resources", about.applied),
            counted("resources_needed", len(found) if found else None, "resources", about.applied),
        ],
        "missing": [{"kind": one.kind, "name": one.name, "by": one.available_by and one.available_by.isoformat()}
                    for one in found if not one.available],
        "reading": questions()["resources"].reading(share),
    }  # fmt: skip


def past(about: About) -> dict[str, Any]:
    """Earlier opinions on the same occupation in the region, and how many of the followed ones were borne out."""
    rows = Opinion.objects.filter(request__occupation=about.request.occupation, region=about.request.region)
    rows = rows.filter(decided_on__lte=about.day).exclude(request=about.request)
    rows = rows.order_by("year", "number").select_related("request__school")
    newest = {
        one.opinion_id: one
        for one in FollowUp.objects.filter(opinion__in=rows).exclude(outcome=Outcome.UNKNOWN).order_by("year")
    }
    opinions = [
        {"opinion": one.signature, "kind": one.kind, "school": one.request.school.name,
         "decided_on": one.decided_on.isoformat(), "outcome": newest[one.pk].outcome if one.pk in newest else None}
        for one in rows
    ]  # fmt: skip
    share = FULL * sum(one.outcome == Outcome.BORNE_OUT for one in newest.values()) / len(newest) if newest else None
    source = [about.book.key("Koordynata", "rejestr opinii", None)]
    return {
        "figures": [
            counted("past_opinions", len(opinions), "opinions", source),
            counted("borne_out", share, units.PERCENT, source),
        ],
        "opinions": opinions,
        "reading": questions()["past"].reading(share),
    }
