"""The negative control: the product's server without what keeps a vote single. Never for anything else.

No form keys, no turn in the ballot while a vote is taken; `council_ground` drops the unique constraints. What is left
is the question "has this seat voted?" before the insert, as a hasty program would ask it.
"""

import os
from threading import Event, local
from time import monotonic, sleep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

from django.conf import settings
from django.db import connection

settings.MIDDLEWARE.remove("koordynata.web.once.OnceMiddleware")

from koordynata.wsgi import application

from koordynata.coordination.models import Ballot, Member, Seat  # isort: skip - models are there once the application is
from koordynata.coordination.services import turns, voting  # isort: skip

__all__ = ["application"]


MEETING_S = 3.0
_met, _in_the_gap, _ask = Event(), local(), voting._check_not_taken


def _asked_before(ballot: Ballot, seat: Seat, member: Member) -> None:
    """The question comes before the gap; nobody asks again behind it."""
    if not getattr(_in_the_gap, "open", False):
        _ask(ballot, seat, member)
    _in_the_gap.open = False


def _no_turn(ballot: Ballot, member: Member, choice: str, seen: turns.Acting) -> turns.Acting:
    """Between the question and the insert, a press waits for its twin: the control shows the gap whatever else the
    machine does. Once a pair has met, nobody waits."""
    until = monotonic() + MEETING_S
    _in_the_gap.open = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [ballot.pk, member.pk])
        while not _met.is_set() and monotonic() < until:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s",
                [ballot.pk, member.pk],
            )
            if cursor.fetchone()[0] > 1:
                _met.set()
            sleep(0.01)
    return seen


for name, replaced in {"take_turn": _no_turn, "_check_not_taken": _asked_before}.items():
    setattr(voting, name, replaced)
