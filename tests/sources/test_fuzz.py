"""Malformed files; here a few hundred, `benchmarks/fuzz.py` reads twenty thousand."""

from collections import Counter

from benchmarks import fuzz
from benchmarks.spoiling import good_csv
from koordynata.sources.rspo import read


def test_no_crash_no_refusal_without_a_place_no_silent_change():
    counts = fuzz.fuzz(400, seed=7)
    assert {name: counts[name] for name in fuzz.GOALS} == dict.fromkeys(fuzz.GOALS, 0)
    assert counts["refused"] and counts["rejected"] and counts["equal"]


def test_control_a_careless_reader_is_caught():
    def careless(data):
        """Pairs names with the wrong cells."""
        reading = read(data)
        names = [name for name in reading.rows.columns if name not in {"_line", "rspo"}]
        turned = dict(zip(names, names[1:] + names[:1], strict=True))
        object.__setattr__(reading, "rows", reading.rows.rename(turned))
        object.__setattr__(reading, "problems", [])
        return reading

    good = fuzz._rows(read(good_csv()))
    counts: Counter[str] = Counter()
    fuzz._judge(careless(good_csv()), good, counts)
    assert counts["silent changes"] == len(good)
