"""The verdict once more, slowly: written from docs/explanation/verdict.md alone, from the JSON of a case to the JSON
of `koordynata verdict --json`. Nothing of the engine is imported; what can be tried is tried rather than reasoned."""

import itertools
from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

RULES = {
    "casting_vote": False, "substitutes": True, "substitutes_for_recused": False, "recused_count": True,
    "remote_presence": True, "written_procedure": True, "secret_ballot": True,
}  # fmt: skip
QUORUM = {"of": "seats", "share": "1/2", "more_than": True, "number": None, "holds": "closing"}
MAJORITY = {"kind": "simple", "of": "cast", "share": "1/2", "more_than": False, "abstentions_count": True}
BALLOT: dict[str, Any] = {"mode": "open", "closed": None, "chair": None, "candidates": [], "hands": None, "votes": []}
MOST_SEATS_TRIED = 8  # four ways each


def verdict(case, at=None):
    """What `koordynata verdict FILE --at AT --json` prints."""
    case = with_defaults(case)
    ballot, rules = case["ballot"], case["rules"]
    asked_text = at or case.get("at") or ballot["closed"]
    asked, opened = instant(asked_text), instant(ballot["opened"])
    final = ballot["closed"] is not None and asked >= instant(ballot["closed"])
    end = instant(ballot["closed"]) if final else asked  # as if closed now
    seat_votes, refused = sort_votes(case, asked, final)
    at_opening, at_end = roll(case, opened), roll(case, end)
    sums = Counter(ballot["hands"] or {}) + Counter(choice for _, choice in seat_votes.values())  # drops zeros
    voted = len(seat_votes)
    cast = sum(sums.values())
    waiting = asked < opened
    lost_at = None if waiting else first_lapse(case, opened, end)

    def result_of(votes):
        """The result with these votes of seats; everything else stands."""
        return decide(case, at_opening, at_end, lost_at, votes)

    result = "waiting" if waiting else result_of(seat_votes)
    base = majority_base(case, at_end, seat_votes)
    election = elect(case, base, sums) if ballot["candidates"] else None
    return {
        "at": utc(asked_text),
        "result": result,
        "positive": result in POSITIVE,
        "final": final,
        "settled": final or (not waiting and settled_early(case, at_end, seat_votes, result_of)),
        "counts": {
            "seats": at_end["seats"], "filled": len(at_end["filled"]),
            "present": cast if ballot["mode"] == "written" else len(at_end["acting"]),
            "entitled": len(at_end["entitled"]), "able": len(at_end["able"]), "cast": cast,
        },
        "quorum": quorum_told(case, at_opening if not waiting else at_end, at_end, lost_at, voted),
        "votes": dict(sums),
        "needed": (None if election_of(case) and rules["majority"]["kind"] == "simple"
                   else votes_needed(rules["majority"], base, sums)),
        "base": None if rules["majority"]["kind"] == "simple" else base,
        "rule": {
            "kind": rules["majority"]["kind"],
            "of": rules["majority"]["of"],
            "share": rules["majority"]["share"] if rules["majority"]["kind"] == "qualified" else "1/2",
            "more_than": rules["majority"]["more_than"] if rules["majority"]["kind"] == "qualified" else True,
            "abstentions_count": rules["majority"]["abstentions_count"],
        },
        "elected": election if result == "elected" else None,
        "next_round": next_round(ballot["candidates"], sums) if result == "undecided" else [],
        "refused": refused,
    }  # fmt: skip


def election_of(case):
    return bool(case["ballot"]["candidates"])


def quorum_told(case, at_opening, at_end, lost_at, voted):
    """Of the moment that decided: the opening where it alone is asked or it was missing then, the lapse, the end."""
    at = at_end
    if case["ballot"]["mode"] != "written":
        if case["rules"]["quorum"]["holds"] == "opening" or not quorum_there(case, at_opening, 0):
            at = at_opening
        elif lost_at is not None:
            at = roll(case, lost_at)
    return {
        "needed": quorum_needed(case["rules"]["quorum"], at),
        "have": quorum_have(case, at, voted),
        "of": quorum_of(case, at),
        "reached": quorum_there(case, at, voted) and lost_at is None,
        "lost_at": lost_at and utc(lost_at.isoformat()),
    }


POSITIVE = {"adopted", "tie_adopted", "elected"}


# The file


def with_defaults(case):
    given = case.get("rules") or {}
    rules = {
        **RULES, **given,
        "quorum": {**QUORUM, **given.get("quorum", {})}, "majority": {**MAJORITY, **given.get("majority", {})},
    }  # fmt: skip
    lists = {name: case.get(name) or [] for name in ("seats", "stays", "away", "recusals")}
    return {**case, **lists, "rules": rules, "ballot": {**BALLOT, **case["ballot"]}}


@lru_cache(maxsize=100_000)
def instant(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def utc(text):
    return instant(text).isoformat()


def within(span, moment):
    """From the first instant up to, not including, the last one."""
    return instant(span["from"]) <= moment and (span.get("to") is None or moment < instant(span["to"]))


# Who acts for a seat


def roll(case, moment):
    """Who acts for which voting seat, and who of them may vote."""
    seats = [seat for seat in case["seats"] if seat.get("voting", True)]
    members = {m["person"] for seat in seats for m in seat["mandates"] if within(m, moment)}  # suspended or not
    here = who_is_there(case, moment)
    recused = {r["person"] for r in case["recusals"] if instant(r["from"]) <= moment}
    filled: dict[str, Any] = {}
    acting: dict[str, str] = {}
    entitled: set[str] = set()
    for seat in seats:
        mandate = mandate_in_force(seat, moment)
        if mandate is None:
            continue
        filled[seat["id"]] = mandate
        person = acts_for(mandate, case["rules"], here - set(acting.values()), members, recused)
        if person is not None:
            acting[seat["id"]] = person
        may_vote = person is not None and person not in recused
        if may_vote or mandate["person"] not in recused:
            entitled.add(seat["id"])
    able = {seat: person for seat, person in acting.items() if person not in recused}
    return {
        "seats": len(seats), "filled": filled, "acting": acting, "entitled": entitled, "able": able, "recused": recused,
    }  # fmt: skip


def mandate_in_force(seat, moment):
    for mandate in seat["mandates"]:
        if within(mandate, moment) and not any(within(span, moment) for span in mandate.get("suspended", [])):
            return mandate
    return None


def who_is_there(case, moment):
    """The people present; in a written procedure everybody of whom nothing else is reported."""
    if case["ballot"]["mode"] == "written":
        return everybody(case) - {away["person"] for away in case["away"] if within(away, moment)}
    remote_too = case["rules"]["remote_presence"]
    return {s["person"] for s in case["stays"] if within(s, moment) and (remote_too or not s.get("remote", False))}


def everybody(case):
    mandates = [mandate for seat in case["seats"] for mandate in seat["mandates"]]
    return {person for mandate in mandates for person in (mandate["person"], *mandate.get("substitutes", []))}


def acts_for(mandate, rules, free, members, recused):
    """`free`: who is present and acts for no earlier seat."""
    member = mandate["person"]
    if member in free and member not in recused:
        return member
    if member in recused and not rules["substitutes_for_recused"]:
        return member if member in free else None
    for substitute in mandate.get("substitutes", []) if rules["substitutes"] else []:
        if substitute in free and substitute not in members and substitute not in recused:
            return substitute
    return member if member in free else None


# Quorum


def least(share, base, more_than):
    """The least whole number that is enough, found by counting up."""
    number = 1
    while not (number > Fraction(share) * base if more_than else number >= Fraction(share) * base):
        number += 1
    return number


def quorum_needed(quorum, at):
    base = at["seats"] if quorum["of"] == "seats" else len(at["filled"])
    return quorum["number"] or least(quorum["share"], base, quorum["more_than"])


def quorum_have(case, at, voted):
    if case["ballot"]["mode"] == "written":
        return voted
    return len(at["acting"] if case["rules"]["recused_count"] else at["able"])


def quorum_of(case, at):
    return at["seats"] if case["rules"]["quorum"]["of"] == "seats" else len(at["filled"])


def quorum_there(case, at, voted):
    quorum = case["rules"]["quorum"]
    base = quorum_of(case, at)
    enough = quorum_have(case, at, voted) >= quorum_needed(quorum, at)
    return bool(base and at["entitled"] and enough)


def first_lapse(case, opened, end):
    """The first instant at which a quorum that was there at the opening was missing when it had to be there."""
    holds = case["rules"]["quorum"]["holds"]
    if case["ballot"]["mode"] == "written" or not quorum_there(case, roll(case, opened), 0):
        return None
    asked = {
        "opening": [],
        "closing": [end],
        "throughout": [*sorted(m for m in every_moment(case) if opened < m < end), end],
    }
    return next((moment for moment in asked[holds] if not quorum_there(case, roll(case, moment), 0)), None)


def every_moment(thing):
    """Every moment anywhere in the file: whatever changes, changes at one of them."""
    if isinstance(thing, dict):
        return {moment for key, value in thing.items() if key not in {"votes", "at"} for moment in every_moment(value)}
    if isinstance(thing, list):
        return {moment for value in thing for moment in every_moment(value)}
    return {instant(thing)} if isinstance(thing, str) and thing[4:5] == "-" and "T" in thing else set()


# Votes


def sort_votes(case, asked, final):
    """Which vote counts for which seat (person and choice), and the refused ones. Later votes are not known yet."""
    ballot = case["ballot"]
    choices = {*ballot["candidates"], "none"} if ballot["candidates"] else {"in_favour", "against", "abstained"}
    counting: dict[str, tuple[str, str]] = {}
    refused: list[dict[str, Any]] = []
    for vote in sorted(ballot["votes"], key=lambda vote: instant(vote["at"])):  # stable: the order of the file
        moment = instant(vote["at"])
        closed = ballot["closed"] and moment >= instant(ballot["closed"])
        if not final and (moment > asked or (moment == asked and moment >= instant(ballot["opened"]))):
            continue
        then = roll(case, moment)
        seat = next((seat for seat, person in then["acting"].items() if person == vote["person"]), None)
        if moment < instant(ballot["opened"]) or closed:
            reason = "not_open"
        elif vote["person"] in then["recused"]:
            reason = "recused"
        elif seat is None:
            reason = "not_acting"
        elif vote["choice"] not in choices:
            reason = "unknown_choice"
        elif any(person == vote["person"] and other != seat for other, (person, _) in counting.items()):
            reason = "already_cast"  # one person, one vote
        elif ballot["mode"] == "secret" and seat in counting:
            reason = "already_cast"
        else:
            counting[seat] = (vote["person"], vote["choice"])
            continue
        refused.append({"person": vote["person"], "at": utc(vote["at"]), "reason": reason})
    return counting, refused


# Majority


def majority_base(case, at_end, seat_votes):
    majority, hands = case["rules"]["majority"], case["ballot"]["hands"] or {}
    choices = [choice for _, choice in seat_votes.values()]
    if majority["of"] == "cast":
        left_out = set() if majority["abstentions_count"] else {"abstained"}
        return sum(c not in left_out for c in choices) + sum(n for c, n in hands.items() if c not in left_out)
    if majority["of"] == "present":
        return len(set(seat_votes) | (set() if case["ballot"]["mode"] == "written" else set(at_end["able"])))
    return len(at_end["entitled"]) if majority["of"] == "entitled" else at_end["seats"]


def enough(majority, base, number):
    """Whether so many are an absolute or a qualified majority."""
    if base == 0 or number == 0:
        return False
    part = Fraction(number, base)
    if majority["kind"] == "absolute":
        return part > Fraction(1, 2)
    return part > Fraction(majority["share"]) if majority["more_than"] else part >= Fraction(majority["share"])


def votes_needed(majority, base, sums):
    if majority["kind"] == "simple":
        return sums["against"] + 1
    if majority["kind"] == "absolute":
        return least("1/2", base, True)
    return least(majority["share"], base, majority["more_than"])


# Result


def decide(case, at_opening, at_end, lost_at, seat_votes):
    """The first that fits, in the order of the table."""
    ballot, rules = case["ballot"], case["rules"]
    written = ballot["mode"] == "written"
    if (written and not rules["written_procedure"]) or (ballot["mode"] == "secret" and not rules["secret_ballot"]):
        return "not_allowed"
    if not at_opening["entitled"]:
        return "nobody_entitled"
    if not quorum_there(case, at_end if written else at_opening, len(seat_votes)):
        return "no_quorum"
    if lost_at is not None:
        return "quorum_lost"
    sums = Counter(ballot["hands"] or {}) + Counter(choice for _, choice in seat_votes.values())
    base = majority_base(case, at_end, seat_votes)
    if ballot["candidates"]:
        return "elected" if elect(case, base, sums) is not None else "undecided"
    return decide_motion(case, base, sums, seat_votes)


def decide_motion(case, base, sums, seat_votes):
    majority, ballot = case["rules"]["majority"], case["ballot"]
    in_favour, against = sums["in_favour"], sums["against"]
    if majority["kind"] != "simple":
        return "adopted" if enough(majority, base, in_favour) else "rejected"
    if not in_favour == against > 0:
        return "adopted" if in_favour > against else "rejected"
    if case["rules"]["casting_vote"] and ballot["mode"] == "open":
        for person, choice in seat_votes.values():
            if person == ballot["chair"] and choice != "abstained":
                return "tie_adopted" if choice == "in_favour" else "tie_rejected"
    return "tie"


def settled_early(case, at_end, seat_votes, result_of):
    """Tries whatever those who are able and have not voted may still do."""
    if case["ballot"]["candidates"] or case["ballot"]["hands"] is not None:
        return False
    left = [(seat, person) for seat, person in at_end["able"].items() if seat not in seat_votes]
    assert len(left) <= MOST_SEATS_TRIED
    now = result_of(seat_votes) in POSITIVE
    for choices in itertools.product(("in_favour", "against", "abstained", None), repeat=len(left)):
        more = {seat: (person, choice) for (seat, person), choice in zip(left, choices, strict=True) if choice}
        if (result_of(seat_votes | more) in POSITIVE) != now:
            return False
    return True


# Elections


def elect(case, base, sums):
    """Who is elected, if anybody."""
    majority, candidates = case["rules"]["majority"], case["ballot"]["candidates"]
    for candidate in candidates:
        others = [sums[other] for other in candidates if other != candidate]
        alone_at_the_top = all(sums[candidate] > votes for votes in [*others, sums["none"]])
        if majority["kind"] == "simple":
            if alone_at_the_top:
                return candidate
        elif alone_at_the_top and enough(majority, base, sums[candidate]):
            return candidate
    return None


def next_round(candidates, sums):
    """The two at the top, or more when equal."""
    if len(candidates) == 1:
        return []
    votes = sorted((sums[candidate] for candidate in candidates), reverse=True)
    return sorted(candidate for candidate in candidates if sums[candidate] >= votes[:2][-1])
