"""The rules of procedure in force."""

from datetime import date

from ..errors import CoordinationRefusal
from ..models import Body, RulesOfProcedure
from ..verdict.rules_file import BodyRules
from ..wording import NO_RULES


def version_on(body: Body, day: date) -> RulesOfProcedure | None:
    """The version in force on a day; a working group without rules of its own follows its body."""
    found = body.rules_versions.filter(valid_from__lte=day).order_by("-valid_from").first()
    if found and (found.valid_to is None or found.valid_to >= day):
        return found
    return version_on(body.parent, day) if body.parent else None


def rules_on(body: Body, day: date) -> BodyRules:
    """The rules in force. Raises CoordinationRefusal where there are none."""
    version = version_on(body, day)
    if version is None:
        raise CoordinationRefusal(NO_RULES)
    return version.parsed()
