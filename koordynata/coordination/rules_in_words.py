"""Rules of procedure as sentences that people can check against the text of the regulamin."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import Matter
from .verdict.rules_file import BodyRules, QuorumRules, as_text
from .verdict.telling import rule_words


@dataclass(frozen=True)
class Sentence:
    """What a rule is about, and what it says."""

    about: str
    text: str


def sentences(rules: BodyRules) -> list[Sentence]:
    """All rules, the quorum first."""
    quorum = f"{quorum_words(rules.quorum)} {_holds_words(rules.quorum)}"
    return [Sentence(_("Quorum"), quorum), *_majorities(rules), *_yes_and_no(rules), _notice(rules)]


def quorum_words(quorum: QuorumRules) -> str:
    """How many must be present."""
    if quorum.number is not None:
        return ngettext(
            "At least %(n)d person must be present.", "At least %(n)d persons must be present.", quorum.number
        ) % {"n": quorum.number}
    told = {"share": as_text(quorum.share), "of": _("all seats") if quorum.of == "seats" else _("the filled seats")}
    if quorum.more_than:
        return _("More than %(share)s of %(of)s must be present.") % told
    return _("At least %(share)s of %(of)s must be present.") % told


def _holds_words(quorum: QuorumRules) -> str:
    words = {
        "opening": _("Asked at the opening of a ballot."),
        "closing": _("Asked at the opening and at the closing of a ballot."),
        "throughout": _("Asked from the opening of a ballot to its closing without a break."),
    }
    return words[quorum.holds]


def _majorities(rules: BodyRules) -> Iterator[Sentence]:
    yield Sentence(_("Majority"), rule_words(rules.majority.majority()))
    for matter in Matter:
        if own := rules.majorities.get(matter):
            about = _("Majority, matter: %s") % matter.label
            yield Sentence(about, rule_words(own.majority(), election=matter == Matter.ELECTION))


def _yes_and_no(rules: BodyRules) -> list[Sentence]:
    return [
        Sentence(_("Tie"), _("The chair has the casting vote.") if rules.casting_vote
                 else _("Nobody has a casting vote: the motion is not adopted.")),
        Sentence(_("Substitutes"), _substitutes(rules)),
        Sentence(_("Recused persons"), _("Who is present and recused counts towards the quorum.") if rules.recused_count
                 else _("Who is recused does not count towards the quorum.")),
        Sentence(_("Remote presence"), _allowed(rules.remote_presence)),
        Sentence(_("Written procedure"), _allowed(rules.written_procedure)),
        Sentence(_("Secret ballot"), _secret(rules)),
    ]  # fmt: skip


def _allowed(allowed: bool) -> str:
    return _("Allowed.") if allowed else _("Not allowed.")


def _substitutes(rules: BodyRules) -> str:
    if not rules.substitutes:
        return _("Nobody stands in for an absent member.")
    first = _("The first substitute present votes for an absent member.")
    recused = _("For a recused member as well.") if rules.substitutes_for_recused else _("For a recused member nobody.")
    return f"{first} {recused}"


def _secret(rules: BodyRules) -> str:
    if not rules.secret_ballot:
        return _("Not allowed.")
    return _("Held when a member asks for it.") if rules.secret_on_request else _("Allowed.")


def _notice(rules: BodyRules) -> Sentence:
    days = {"n": rules.notice_days}
    if not rules.notice_days:
        return Sentence(_("Notice of a meeting"), _("No notice period is asked for."))
    words = ngettext(
        "Sent at least %(n)d day before the meeting.", "Sent at least %(n)d days before the meeting.",
        rules.notice_days,
    ) if rules.notice_in == "calendar" else ngettext(
        "Sent at least %(n)d working day before the meeting.", "Sent at least %(n)d working days before the meeting.",
        rules.notice_days,
    )  # fmt: skip
    counted = (
        _("Neither the day of sending nor the day of the meeting counts.")
        if rules.notice_full
        else _("The day of sending does not count.")
    )
    return Sentence(_("Notice of a meeting"), f"{words % days} {counted}")
