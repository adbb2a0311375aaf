"""A verdict as data for programs and in words for people."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .ballot import Choice
from .decision import Result, Verdict
from .procedure import Base, Majority, MajorityKind, Procedure, Share
from .roll import Roll
from .rules_file import as_text


def as_data(verdict: Verdict) -> dict[str, Any]:
    """What `koordynata verdict --json` prints, and what is frozen with a closed ballot."""
    roll, tally, majority = verdict.roll, verdict.tally, verdict.majority
    return {
        "at": _moment(verdict.at),
        "result": verdict.result.value,
        "positive": verdict.positive,
        "final": verdict.final,
        "settled": verdict.settled,
        "counts": {
            "seats": roll.seats, "filled": roll.filled, "present": verdict.present, "entitled": roll.entitled,
            "able": len(roll.able), "cast": tally.cast,
        },
        "quorum": {
            "needed": verdict.quorum_needed, "have": verdict.quorum_have, "reached": verdict.has_quorum,
            "of": verdict.quorum_roll.quorum_base(verdict.procedure),
            "lost_at": verdict.quorum_lost_at and _moment(verdict.quorum_lost_at),
        },
        "votes": dict(sorted(tally.counts.items())),
        "needed": verdict.needed,
        "base": verdict.base,
        "rule": {
            "kind": majority.kind.value, "of": majority.of.value, "share": as_text(majority.threshold().part),
            "more_than": majority.threshold().strictly, "abstentions_count": majority.abstentions_count,
        },
        "elected": verdict.election and verdict.election.elected,
        "next_round": list(verdict.election.next_round) if verdict.election else [],
        "refused": [
            {"person": one.vote.person, "at": _moment(one.vote.at), "reason": one.reason.value}
            for one in tally.refused
        ],
    }  # fmt: skip


def _moment(at: datetime) -> str:
    """By the clocks of the house, with the offset."""
    return localtime(at).isoformat()


def result_words(verdict: Verdict) -> str:
    """One sentence: the result, and the numbers behind it."""
    tally = verdict.tally
    numbers = {
        "for": tally.of(Choice.IN_FAVOUR), "against": tally.of(Choice.AGAINST), "abstained": tally.of(Choice.ABSTAINED),
        "needed": verdict.needed,
        "elected": verdict.election.elected if verdict.election else "",
    }  # fmt: skip
    return _SENTENCES[verdict.result]() % numbers


_SENTENCES = {
    Result.WAITING: lambda: _("The ballot has not been opened yet."),
    Result.NOT_ALLOWED: lambda: _("The rules of procedure do not allow this kind of ballot."),
    Result.NOBODY_ENTITLED: lambda: _("Nobody is entitled to vote in this matter."),
    Result.NO_QUORUM: lambda: _("There is no quorum: the ballot decides nothing."),
    Result.QUORUM_LOST: lambda: _("The quorum was lost during the ballot: it is void and can be repeated."),
    Result.ADOPTED: lambda: _("Adopted: %(for)d in favour, %(against)d against, %(abstained)d abstained."),
    Result.REJECTED: lambda: _(
        "Not adopted: %(for)d in favour, %(needed)d needed, %(against)d against, %(abstained)d abstained."),
    Result.TIE_ADOPTED: lambda: _("Adopted by the casting vote of the chair: %(for)d in favour, %(against)d against."),
    Result.TIE_REJECTED: lambda: _(
        "Not adopted by the casting vote of the chair: %(for)d in favour, %(against)d against."),
    Result.TIE: lambda: _("Not adopted: a tie, %(for)d in favour and %(against)d against."),
    Result.ELECTED: lambda: _("Elected: %(elected)s."),
    Result.UNDECIDED: lambda: _("Nobody is elected: another round is needed."),
}  # fmt: skip


def quorum_words(verdict: Verdict) -> str:
    """Whether there is a quorum, and by how much."""
    return quorum_sentence(verdict.quorum_roll, verdict.procedure, verdict.quorum_have, reached=verdict.has_quorum)


def quorum_sentence(roll: Roll, procedure: Procedure, have: int, *, reached: bool) -> str:
    """The same of a roll, with or without a ballot."""
    if roll.entitled == 0:
        return _("No quorum: nobody is entitled to vote.")
    return _quorum(have, roll.quorum_base(procedure), roll.quorum_needed(procedure), reached=reached)


def _quorum(have: int, of: int, needed: int, *, reached: bool) -> str:
    numbers = {"have": have, "of": of, "needed": needed}
    if reached:
        return _("Quorum reached: %(have)d of %(of)d mandates, %(needed)d needed.") % numbers
    return _("No quorum: %(have)d of %(of)d mandates, %(needed)d needed.") % numbers


def rule_words(majority: Majority, *, election: bool = False) -> str:
    """The rule that decides."""
    if election and majority.kind is MajorityKind.SIMPLE:
        return _("Elected is whoever has more votes than every other candidate and more than “none of them”.")
    share = majority.threshold()
    numbers = {"share": f"{share.part.numerator}/{share.part.denominator}", "of": _base_words(majority)}
    if majority.kind is MajorityKind.SIMPLE:
        return _("Simple majority: more in favour than against; abstentions count for neither.")
    if majority.kind is MajorityKind.ABSOLUTE:
        return _("Absolute majority: more than half of %(of)s.") % numbers
    if share.strictly:
        return _("Qualified majority: more than %(share)s of %(of)s.") % numbers
    return _("Qualified majority: at least %(share)s of %(of)s.") % numbers


def _base_words(majority: Majority) -> str:
    words = {
        Base.CAST: _("the votes cast") if majority.abstentions_count else _("the votes cast, abstentions left out"),
        Base.PRESENT: _("those present and entitled to vote"),
        Base.ENTITLED: _("all who are entitled to vote"),
        Base.SEATS: _("all seats of the body"),
        Base.FILLED: _("all filled seats"),
    }
    return words[majority.of]


def frozen_words(data: Mapping[str, Any]) -> str:
    """The sentence of `result_words` from what was frozen with a closed ballot."""
    votes = data["votes"]
    numbers = {
        "for": votes.get(Choice.IN_FAVOUR, 0), "against": votes.get(Choice.AGAINST, 0),
        "abstained": votes.get(Choice.ABSTAINED, 0), "needed": data["needed"] or 0, "elected": data["elected"] or "",
    }  # fmt: skip
    return _SENTENCES[Result(data["result"])]() % numbers


def frozen_sentences(data: Mapping[str, Any]) -> dict[str, str]:
    """All three: the result, the quorum and the rule that decided."""
    return {"result": frozen_words(data), "quorum": frozen_quorum(data), "rule": frozen_rule(data)}


def frozen_rule(data: Mapping[str, Any]) -> str:
    """The rule that decided, from what was frozen with a closed ballot."""
    rule = data["rule"]
    share = Share(Fraction(rule["share"]), strictly=rule["more_than"])
    majority = Majority(MajorityKind(rule["kind"]), Base(rule["of"]), share, rule["abstentions_count"])
    return rule_words(majority, election=bool(data["elected"] or data["next_round"]))


def frozen_quorum(data: Mapping[str, Any]) -> str:
    """Whether there was a quorum, from what was frozen with a closed ballot."""
    quorum = data["quorum"]
    of = quorum.get("of", data["counts"]["seats"])  # verdicts frozen before this was kept count all seats
    return _quorum(quorum["have"], of, quorum["needed"], reached=quorum["reached"])
