"""The Polish order, held against ICU's own (DuckDB carries it, PostgreSQL too)."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koordynata.foundation.alphabet import compare, polish_key

IN_ORDER = ["„Brama”", "Brama", "brzeski", "ćma", "Ćmielów", "Łęczna", "łomżyński", "Łódź", "mały", "nyski", "ślimak", "Święto",
            "Zamość", "źródło", "żagański", "Żary"]  # fmt: skip
SIGNS = "aąbcćdeęfglłmnńoóprsśtuwyzźżAĄBCĆEĘLŁNŃOÓSŚZŹŻ 0123456789-–,.()/„”'\"&éöüšč"


def icu_order(texts: set[str]) -> list[str]:
    with duckdb.connect() as icu:
        icu.execute("CREATE TABLE name (text VARCHAR)")
        icu.executemany("INSERT INTO name VALUES (?)", [(text,) for text in texts])
        rows = icu.execute("SELECT text FROM name ORDER BY icu_sort_key(text, 'pl'), encode(text)").fetchall()
    return [text for (text,) in rows]


def test_names_as_a_polish_reader_expects() -> None:
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=polish_key) == sorted(mixed, key=polish_key, reverse=True)[::-1] == icu_order(set(mixed))
    assert sorted(mixed, key=polish_key)[-4:] == ["Zamość", "źródło", "żagański", "Żary"]
    assert sorted(mixed)[-1] == "„Brama”", "negative control: code points say otherwise"


def test_thousands_of_words_as_in_icu() -> None:
    chance = random.Random(20261121)
    texts = {"".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 6))) for _ in range(3_000)}
    assert sorted(texts, key=polish_key) == icu_order(texts)


@pytest.mark.parametrize("pair", [("e\u0301", "é"), ("soft\u00adhyphen", "softhyphen")])
def test_the_same_letters_stand_beside_each_other_and_stay_apart(pair: tuple[str, str]) -> None:
    assert polish_key(pair[0])[0] == polish_key(pair[1])[0]
    assert compare(*pair) == -compare(*reversed(pair)) != 0


@given(st.lists(st.text(max_size=12), min_size=2, max_size=3))
def test_any_texts_have_one_order(texts: list[str]) -> None:
    """Total and without contradictions, whatever signs a register holds: an index would be broken otherwise."""
    left, right = texts[0], texts[-1]
    assert compare(left, right) == -compare(right, left)
    assert (compare(left, right) == 0) == (left == right)
    keys: Any = polish_key
    assert (keys(left) < keys(right)) == (compare(left, right) < 0)
