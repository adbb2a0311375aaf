"""The inputs of metrics in words: what the cards name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "rating": _("answers of the Occupational Barometer"),
    "flow": _("job offers and registered unemployed by occupation"),
    "offer_taught": _("what schools teach"),
    "offer_pupils": _("pupils by occupation and grade"),
    "offer_graduates": _("graduates by occupation"),
    "forecast": _("the ministry's forecast of demand for VET occupations"),
    "outcome": _("careers of graduates"),
    "observation": _("figures of Statistics Poland"),
}
