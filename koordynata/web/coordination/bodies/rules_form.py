"""A new version of the rules of procedure: filled in as words, read by the engine's own reader."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import ValidationError as Mistakes

from koordynata.coordination.enums import Matter
from koordynata.coordination.verdict.rules_file import BodyRules

from .fields import LONG, DayField
from .rules_data import FLAGS, GENERAL, NOTICE, answers_of, data_of, field_of

KINDS = [
    ("simple", gettext_lazy("simple")), ("absolute", gettext_lazy("absolute")),
    ("qualified", gettext_lazy("qualified")),
]  # fmt: skip
OF = [
    ("cast", gettext_lazy("the votes cast")), ("present", gettext_lazy("those present and entitled to vote")),
    ("entitled", gettext_lazy("all who are entitled to vote")), ("seats", gettext_lazy("all seats of the body")),
]  # fmt: skip
AS_IN_GENERAL = ("", gettext_lazy("as in general"))


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=9, **more)


def _choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **more)


def _flag(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class RulesForm(forms.Form):
    """Title and days, then quorum, majorities, and what is allowed."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    valid_from = DayField(label=gettext_lazy("In force from"))
    note = forms.CharField(
        label=gettext_lazy("What is uncertain"), required=False, widget=forms.Textarea(LONG), max_length=2000,
        help_text=gettext_lazy("Shown beside the rules until a later version makes it certain."),
    )  # fmt: skip
    quorum_way = _choice(gettext_lazy("Present must be"), [
        ("more_than", gettext_lazy("more than a share")), ("at_least", gettext_lazy("at least a share")),
        ("number", gettext_lazy("at least a number of persons")),
    ])  # fmt: skip
    quorum_share = _text(gettext_lazy("Share"), help_text=gettext_lazy("For example 1/2 or 2/3."), initial="1/2")
    quorum_of = _choice(
        gettext_lazy("Share of"),
        [("seats", pgettext_lazy("base", "all seats")), ("filled", pgettext_lazy("base", "filled seats"))],
    )
    quorum_number = forms.IntegerField(
        label=gettext_lazy("Number of persons"), required=False, min_value=1, max_value=1000
    )
    quorum_holds = _choice(gettext_lazy("The quorum is asked"), [
        ("opening", gettext_lazy("at the opening of a ballot")),
        ("closing", gettext_lazy("at its opening and its closing")),
        ("throughout", gettext_lazy("from its opening to its closing without a break")),
    ])  # fmt: skip
    casting_vote = _flag(gettext_lazy("In a tie the chair has the casting vote"))
    substitutes = _flag(gettext_lazy("Substitutes vote for absent members"))
    substitutes_for_recused = _flag(gettext_lazy("Substitutes vote for recused members as well"))
    recused_count = _flag(gettext_lazy("Recused persons who are present count towards the quorum"))
    remote_presence = _flag(gettext_lazy("Remote presence is allowed"))
    written_procedure = _flag(gettext_lazy("Votes by written procedure are allowed"))
    secret_ballot = _flag(gettext_lazy("Secret ballots are allowed"))
    secret_on_request = _flag(gettext_lazy("A ballot is secret when a member asks for it"))
    notice_days = forms.IntegerField(label=gettext_lazy("Days of notice before a meeting"), min_value=0, max_value=90)
    notice_in = _choice(gettext_lazy("Days of notice are"), [
        ("calendar", pgettext_lazy("days of notice", "calendar days")),
        ("working", pgettext_lazy("days of notice", "working days")),
    ])  # fmt: skip
    notice_full = _flag(gettext_lazy("Whole days of notice: the day of the meeting does not count either"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._majority(GENERAL, KINDS)
        for matter in Matter:
            self._majority(matter.value, [AS_IN_GENERAL, *KINDS])

    def _majority(self, name: str, kinds: list[Any]) -> None:
        own = {
            "kind": _choice(pgettext_lazy("majority", "Majority"), kinds, required=name == GENERAL),
            "of": _choice(gettext_lazy("Share of"), OF),
            "share": _text(
                gettext_lazy("Share, where qualified"), initial="2/3", help_text=gettext_lazy("For example 2/3 or 3/5.")
            ),
            "more_than": _flag(gettext_lazy("more than that share, not only as much")),
            "abstentions_count": _flag(gettext_lazy("abstentions count among the votes cast")),
        }
        self.fields |= {f"{name}_{part}": field for part, field in own.items()}

    @classmethod
    def like(cls, rules: BodyRules) -> "RulesForm":
        """A form that starts from rules in force."""
        return cls(initial=answers_of(rules))

    def clean(self) -> dict[str, Any]:
        """The rules as the engine reads them, under `rules`."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("quorum_way") == "number" and not values.get("quorum_number"):
            self.add_error("quorum_number", _("Write the number."))
        if self.errors:
            return values
        try:
            rules = BodyRules.model_validate(data_of(values))
        except Mistakes as mistakes:
            for error in mistakes.errors():
                self.add_error(field_of(error["loc"]), _sentence(error))
            return values
        return {name: values[name] for name in ("title", "valid_from", "note")} | {
            "rules": rules.model_dump(mode="json", exclude_defaults=True)
        }

    def parts(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """The fields under their headings."""
        yield gettext_lazy("Version"), [self["title"], self["valid_from"], self["note"]]
        yield gettext_lazy("Quorum"), [self[name] for name in self.fields if name.startswith("quorum_")]
        yield gettext_lazy("Majority in general"), self._block(GENERAL)
        for matter in Matter:
            yield matter.label.capitalize(), self._block(matter.value)
        yield gettext_lazy("Allowed and required"), [self[name] for name in (*FLAGS, *NOTICE)]

    def _block(self, name: str) -> list[BoundField]:
        return [self[field] for field in self.fields if field.startswith(f"{name}_") and field not in FLAGS]


def _sentence(error: Any) -> str:
    if error["type"] == "value_error":
        return str(_(str(error["ctx"]["error"])))
    return str(_("This cannot stand here: %s") % error["msg"])
