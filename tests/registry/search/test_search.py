"""What search shows to whom, and how the index keeps up."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.registry import services
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.registry.scopes import NOWHERE, Scope, scope_of
from koordynata.registry.search import INSTITUTION, SCHOOL, find, find_institution_ids, refresh_search_index, store
from koordynata.registry.search.words import fold, stem, words

OPOLSKIE = Scope(False, frozenset({"16/"}))


def test_folding() -> None:
    assert fold("Łódź ŻÓŁĆ") == "lodz zolc" and words("w Opolu, na ul. Kolejowej 7") == [
        "opolu", "ul", "kolejowej", "7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "family",
    ["krapkowice krapkowicach krapkowicki krapkowickiego", "opole opolu opolski opolskie", "nysa nysie nyski nyskiego",
     "krakow krakowie krakowski krakowa", "mechatronik mechatronika mechatronikow mechatroniczny",
     "kolejowy kolejowej kolejowego kolejowa", "gdansk gdansku gdanski", "lodz lodzi"],
)  # fmt: skip
def test_a_word_and_its_forms_meet(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


def test_numbers_and_short_words_stay() -> None:
    assert [stem(word) for word in ("311407", "zsz", "ul")] == ["311407", "zsz", "ul"]


@pytest.fixture
def two_regions(school: Institution, land: Any) -> None:
    Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Technikum nr 1 w Krakowie", territory=land["1261"])
    Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Technikum nr 2 w Nysie", territory=land["1607"])
    refresh_search_index()


def titles(text: str, scope: Scope, **more: Any) -> set[str]:
    return {hit.title for hit in find(text, scope, **more) if hit.kind in {SCHOOL, INSTITUTION}}


def test_only_the_own_scope_is_found(two_regions: None) -> None:
    assert titles("technikum", Scope(True, frozenset())) == {
        "Technikum nr 1 w Nysie (przykład)", "Technikum nr 1 w Krakowie", "Technikum nr 2 w Nysie",
    }  # fmt: skip
    assert titles("technikum", OPOLSKIE) == {"Technikum nr 1 w Nysie (przykład)", "Technikum nr 2 w Nysie"}
    assert titles("technikum", Scope(False, frozenset({"16/1609/"}))) == set()
    assert titles("technikum", NOWHERE) == set()


def test_hidden_things_change_neither_order_nor_number(two_regions: None, land: Any) -> None:
    before = find("technikum nysa", OPOLSKIE)
    Institution.objects.bulk_create(
        Institution(kind=InstitutionKind.SCHOOL, name=f"Technikum nysa {n}", territory=land["1261"]) for n in range(300)
    )
    refresh_search_index()
    assert find("technikum nysa", OPOLSKIE) == before and len(find_institution_ids("technikum", OPOLSKIE)) == 2


def test_typing_errors_do_not_reach_further(two_regions: None) -> None:
    assert titles("tehnikum krakw", OPOLSKIE) == set()
    assert titles("tehnikum krakw", Scope(True, frozenset())) == {"Technikum nr 1 w Krakowie"}


@pytest.mark.parametrize("text", ["", "   ", "w na do", "***", "title:x OR *", "a" * 5000, "\x00", "🚂", "'); DROP"])
def test_nothing_breaks_it(text: str, two_regions: None) -> None:
    assert find(text, OPOLSKIE) is not None


def test_the_index_follows_edits(
    two_regions: None, coordinator: User, land: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = services.create_institution(
            values={"kind": "employer", "name": "Hałda sp. z o.o.", "territory": land["1607"]}, by=coordinator
        )
    assert titles("halda", OPOLSKIE) == {"Hałda sp. z o.o."}
    twin = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Hałda", territory=land["1607"])
    refresh_search_index([twin.pk])
    with django_capture_on_commit_callbacks(execute=True):
        services.merge_institutions(keeper=made, duplicate=twin, by=coordinator)
    assert titles("halda", OPOLSKIE) == {"Hałda sp. z o.o."}


def test_a_failed_build_leaves_the_old_index(two_regions: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from koordynata.registry.search import building

    monkeypatch.setattr(building, "occupation_documents", lambda: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        refresh_search_index()
    assert titles("technikum", OPOLSKIE)
    assert len([folder for folder in store._root().iterdir() if folder.is_dir()]) == 1


def test_without_an_index_the_first_question_builds_one(school: Institution) -> None:
    assert store.open_index() is None
    assert titles("technikum nysa", OPOLSKIE) == {school.name}


def test_the_scope_follows_the_role(school: Institution, member: User, stranger: User) -> None:
    for user, seen in ((member, {school.name}), (stranger, set())):
        assert titles("technikum", scope_of(user, Permission.VIEW_REGISTERS)) == seen
