"""Whole columns answer as single numbers do."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from koordynata.foundation.identifiers import is_nip, is_regon
from koordynata.sources.rspo.check_digits import nip_is_right, regon_is_right

RIGHT = ["123456785", "12345678512347", "1234563218", "000198380"]
numbers = st.text("0123456789", min_size=8, max_size=15) | st.sampled_from(RIGHT) | st.text(max_size=14)


@given(st.lists(numbers | st.none(), min_size=1, max_size=30))
def test_as_foundation_answers(texts):
    frame = pl.DataFrame({"x": texts}, schema={"x": pl.String})
    answers = frame.select(regon=regon_is_right(pl.col("x")), nip=nip_is_right(pl.col("x")))
    for text, regon, nip in zip(texts, answers["regon"], answers["nip"], strict=True):
        if text is not None:
            assert (bool(regon), bool(nip)) == (is_regon(text), is_nip(text)), text


def test_control_right_ones_are_found_right():
    frame = pl.DataFrame({"x": RIGHT})
    assert frame.select(regon_is_right(pl.col("x")))["x"].to_list() == [True, True, False, True]
    assert frame.select(nip_is_right(pl.col("x")))["x"].to_list() == [False, False, True, False]
