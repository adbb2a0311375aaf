"""Tags of the coordination office."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from koordynata.coordination.queries.duties import DutyLine
from koordynata.web import figures
from koordynata.web.office import duties

register = template.Library()


@register.simple_tag
def duty_state(line: DutyLine) -> str:
    """How a duty stands, in words."""
    return str(duties.WORDS[line.state])


@register.simple_tag
def money(amount: Decimal | None) -> str:
    """`1 234,50 zł`; what is not set is said."""
    if amount is None:
        return _("not set")
    return _("PLN %s") % figures.number(float(amount), 2)


@register.filter
def neg(number: int) -> int:
    """Days since, from days until."""
    return -number
