"""A short way to tell a meeting: seats, who is there, who votes how; the day is 27 November 2026, the ballot lasts from
10:00 to 10:30, and everybody is there from nine o'clock on unless said otherwise."""

from . import comparing
from . import reference_verdict as reference

SIGNS = {"+": "in_favour", "-": "against", "0": "abstained"}
OPENED, CLOSED = "10:00", "10:30"
SIMPLE = {"majority": {"kind": "simple"}}
CASTING = {"casting_vote": True}
ANY_QUORUM = {"quorum": {"number": 1}}


def at(clock):
    """A moment of that day in Warsaw; a whole moment stays as it is."""
    return clock if "T" in clock else f"2026-11-27T{clock}:00+01:00"


def span(start="09:00", end=None):
    return {"from": at(start), "to": end and at(end)}


def mandate(person, *substitutes, start="00:00", end=None, suspended=()):
    return {
        "person": person,
        **span(start, end),
        "substitutes": [*substitutes],
        "suspended": [span(*s) for s in suspended],
    }


def seat(member, *substitutes, id="", **more):  # noqa: A002 - the name in the file
    """A seat of the name of its member."""
    return {"id": id or member, "mandates": [mandate(member, *substitutes)], **more}


def seats(members):
    """One for each letter."""
    return [seat(member) for member in members]


def stay(person, start="09:00", end=None, **more):
    return {"person": person, **span(start, end), **more}


def stays(people):
    return [stay(person) for person in people]


def recused(person, clock="09:00"):
    return {"person": person, "from": at(clock)}


def votes(clock="10:15", **choices):
    """`votes(a="+", b="-", c="0")`, or a candidate's name."""
    return [
        {"person": person, "choice": SIGNS.get(choice, choice), "at": at(clock)} for person, choice in choices.items()
    ]


def case(body, cast=(), *, here=None, rules=None, recusals=(), away=(), asked=None, **ballot):
    """The file. `body`: letters or seats; `here`: letters or stays."""
    body = seats(body) if isinstance(body, str) else body
    members = "".join(mandate["person"] for one in body for mandate in one["mandates"])
    here = members if here is None else here
    here = stays(dict.fromkeys(here)) if isinstance(here, str) else here
    moments = {"opened": at(ballot.pop("opened", OPENED)), "closed": at(ballot.pop("closed", CLOSED))}
    return {
        "rules": rules or {}, "seats": body, "stays": here, "away": [*away], "recusals": [*recusals],
        "ballot": {**moments, "votes": [*cast], **ballot}, "at": asked and at(asked),
    }  # fmt: skip


def told(*words, **more):
    """What the engine says; the reference must say the same."""
    story = case(*words, **more)
    found = comparing.engine(story)
    assert not comparing.differences(found, reference.verdict(story))
    return found


def result(*words, **more):
    return told(*words, **more)["result"]


def majority(kind, of="cast", **more):
    return ANY_QUORUM | {"majority": {"kind": kind, "of": of, **more}}


def quorum(**more):
    return {"quorum": more}
