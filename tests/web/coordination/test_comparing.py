"""Two texts of the same minutes beside each other: every difference, and nothing that is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koordynata.web.coordination.comparing import Clash, compare

A, B = {"title": "Otwarcie", "text": "a"}, {"title": "Zamknięcie", "text": "z"}
EMPTY = {"title": "", "text": ""}


def test_the_same_text_shows_nothing() -> None:
    assert compare([A, B], [A, B, EMPTY]) == []


def test_a_changed_section_stands_beside_itself() -> None:
    assert compare([A, B], [A | {"text": "inaczej"}, B]) == [Clash("Otwarcie", "a", "inaczej")]


def test_a_new_one_and_one_that_went() -> None:
    assert compare([A, B], [A]) == [Clash("Zamknięcie", "Zamknięcie\nz", "")]
    assert compare([A], [A, B]) == [Clash("Zamknięcie", "", "Zamknięcie\nz")]


def test_another_title_stands_beside_the_one_it_replaced() -> None:
    assert compare([A], [A | {"title": "Początek"}]) == [Clash("Początek", "Otwarcie\na", "Początek\na")]


SECTIONS = st.lists(
    st.builds(lambda t, x: {"title": t, "text": x}, st.sampled_from("abc"), st.text("xy\n", max_size=4)),
    unique_by=lambda one: one["title"], max_size=3,
)  # fmt: skip


@given(SECTIONS, SECTIONS)
def test_whatever_differs_is_shown(saved: list[dict[str, str]], entered: list[dict[str, str]]) -> None:
    same = {one["title"]: one["text"] for one in saved} == {one["title"]: one["text"] for one in entered}
    assert (compare(saved, entered) == []) == same
