"""What changed, as people read it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import translation

from koordynata.intelligence.models import BarometerRating
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.registry.queries.history import Difference
from koordynata.sources.models import Imported
from koordynata.web.differences import BOOKKEEPING, tell, tell_all
from koordynata.web.wording import field_label

IMPORTED = [model for model in apps.get_models() if issubclass(model, Imported)]


def test_the_words_are_those_of_the_record_s_own_model() -> None:
    with translation.override("en"):
        (told,) = tell([Difference("relation", 3, 1)], BarometerRating)
    assert (told.label, told.before, told.after) == ("Relation of supply and demand", "3", "1")


@pytest.mark.parametrize("model", IMPORTED, ids=lambda model: model.__name__)
def test_every_imported_column_has_a_polish_name(model: type[Imported]) -> None:
    """A field without one would show the name of a column."""
    own = {field.attname for field in model._meta.concrete_fields} - {"id", "created_run_id", *BOOKKEEPING}
    with translation.override("pl"):
        bare = {name for name in own if field_label(name, model) in {name.capitalize(), _as_django_says(name)}}
    assert bare == set()


def _as_django_says(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ").capitalize()


def test_records_of_lists_are_named_in_one_query_each(
    land: dict[str, Territory], django_assert_num_queries: object
) -> None:
    nysa, opole = land["1607"], land["1661"]
    records = [(Institution, [Difference("territory_id", nysa.pk, opole.pk)])] * 5
    with django_assert_num_queries(1):  # type: ignore[operator]
        told = tell_all(records)
    assert {(one.before, one.after) for (one,) in told} == {(str(nysa), str(opole))}


def test_other_institutions_are_not_named() -> None:
    """The reader of one school's history need not be allowed to see the other."""
    differences = [Difference("parent_id", 1, 2), Difference("content_hash", "a", "b"), Difference("name", "A", "B")]
    assert [one.label for one in tell(differences, Institution)] == [str(field_label("name"))]
