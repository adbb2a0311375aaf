"""Words of monitoring: why something needs a decision, with its number; a line without a light."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from koordynata.programme.queries.decisions import Decision, Why

from ...figures import number, percent

LIGHT_NAMES = {"": pgettext_lazy("traffic", "no light")}


def reason(one: Decision) -> str:
    """Why, with the number that makes it so."""
    words = str(one.why.label)
    more = "" if one.number is None else _number(one.why, float(one.number))
    return f"{words}: {more}" if more else words


def _number(why: Why, value: float) -> str:
    if why == Why.RED:
        return _("%s of the planned way") % percent(value)
    if why == Why.RISK:
        return _("weight %s of 25") % number(value)
    if why in (Why.SOURCE_ENDS, Why.SOURCE_ENDED):
        return _("planned and not spent: PLN %s") % number(value, 2)
    if why == Why.PERIOD:
        return _("values that are open or missing: %s") % number(value)
    return _("version %s") % number(value)
