"""The negative control: the product's server without what keeps a vote single. Never for anything else.

No form keys, no turn in the ballot while a vote is taken; `council_ground` drops the unique constraints. What is left
is the question "has this seat voted?" before the insert, as a hasty program would ask it.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

from django.conf import settings

settings.MIDDLEWARE.remove("koordynata.web.once.OnceMiddleware")

from koordynata.wsgi import application

from koordynata.coordination.models import Ballot, Member  # isort: skip - models are there once the application is
from koordynata.coordination.services import turns, voting  # isort: skip

__all__ = ["application"]


def _no_turn(ballot: Ballot, member: Member, choice: str, seen: turns.Acting) -> turns.Acting:
    return seen


setattr(voting, "take_turn", _no_turn)  # noqa: B010 - a name of another module
