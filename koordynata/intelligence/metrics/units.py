"""Units of figures; their names are written by the pages."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

PEOPLE = "people"
PERCENT = "percent"
OFFERS = "offers"
POINTS = "points"
STEPS = "steps"
KM = "km"
RATIO = "ratio"
YEARS = "years"
POINTS_A_YEAR = "points_a_year"
OFFERS_PER_PERSON = "offers_per_person"

NAMES: dict[str, str | Promise] = {
    PEOPLE: pgettext_lazy("unit", "people"),
    PERCENT: "%",
    OFFERS: pgettext_lazy("unit", "job offers"),
    POINTS: pgettext_lazy("unit", "points"),
    STEPS: pgettext_lazy("unit", "step 1–5"),
    KM: "km",
    RATIO: pgettext_lazy("unit", "ratio"),
    YEARS: pgettext_lazy("unit", "years"),
    POINTS_A_YEAR: pgettext_lazy("unit", "points a year"),
    OFFERS_PER_PERSON: pgettext_lazy("unit", "job offers per person"),
}
