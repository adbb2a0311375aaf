"""Malformed files: nothing crashes, every refusal has its line, no row changes in silence.

    python -m benchmarks.malformed [files]

Each file is a valid register in which one place was damaged (a byte replaced, a piece cut out, doubled or turned
round, the end torn off). Only the one or two rows that the damage touches may come out otherwise than they were
written, and no other row may be missing unless its line is named. The same check of a naive reader is the negative
control: it must find silent changes.
"""

import csv
import io
import os
import random
import sys
from collections import Counter
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")
django.setup()

from koordynata.sources.reading import LINE
from koordynata.sources.tabular import Column, Date, Integer, Layout, Text, read_table

Row = tuple[int, str, str, str]
LAYOUT = Layout(
    [Column("number", "Numer", Integer()), Column("name", "Nazwa", Text(200)), Column("town", "Miejscowość", Text(100)),
     Column("day", "Data", Date())]
)  # fmt: skip
NAMES = ["Technikum nr 1", 'Szkoła im. "Orła Białego"', "Zespół Szkół; Filia", "Żłobek\nnr 2", "Liceum"]
DAMAGE = ['"', ";", "\n", "\x00", "\x1f", "\xff", "", ",", "=", "\r", '""', ";;", '";"']


def valid_rows(count: int) -> list[Row]:
    """Rows of an invented register."""
    return [
        (n, NAMES[n % 5], "Łódź" if n % 2 else "Nysa", f"20{n % 30:02}-0{n % 9 + 1}-15") for n in range(1, count + 1)
    ]


def written(rows: list[Row]) -> bytes:
    """The register as a file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(column.header for column in LAYOUT.columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with one damaged place below the header."""
    first = data.index(b"\n") + 1
    start = chance.randrange(first, len(data))
    end = min(len(data), start + chance.randrange(1, 40))
    piece, what = data[start:end], chance.choice(DAMAGE).encode("latin-1")
    kinds: list[Callable[[], bytes]] = [
        lambda: data[:start] + what + data[start + 1 :],
        lambda: data[:start] + what + data[start:],
        lambda: data[:start] + data[end:],
        lambda: data[:start] + piece + piece + data[end:],
        lambda: data[:start],
        lambda: data[:start] + bytes(reversed(piece)) + data[end:],
    ]
    return chance.choice(kinds)()


def house(data: bytes) -> tuple[dict[int, Row], int]:
    """Rows by line as our reader sees them, and how many lines it named as left out."""
    reading = read_table(data, LAYOUT)
    if reading.refused:
        return {}, 0
    rows = {line: (number, name, town, str(day)) for line, number, name, town, day in reading.rows.select(
        LINE, "number", "name", "town", "day").iter_rows()}  # fmt: skip
    return rows, len({problem.line for problem in reading.problems if problem.line})


def naive(data: bytes) -> tuple[dict[int, Row], int]:
    """The reader that everybody writes first."""
    reader = csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""), delimiter=";")
    rows: dict[int, Row] = {}
    line = 1
    for cells in reader:
        padded = [*cells, "", "", "", ""][:4]
        if padded[0].isdigit():
            rows[line] = (int(padded[0]), padded[1], padded[2], padded[3])
        line = reader.line_num + 1
    return rows, 0


def check(read: Callable[[bytes], tuple[dict[int, Row], int]], files: int) -> Counter[str]:
    """How many files crashed, lost a row unsaid, or gave rows that nobody wrote."""
    chance, rows = random.Random(20260901), valid_rows(25)
    data, original = written(rows), {row[0]: row for row in rows}
    found: Counter[str] = Counter(files=files)
    for _ in range(files):
        broken = damaged(data, chance)
        try:
            came, told = read(broken)
        except Exception as error:
            found[f"crashed: {type(error).__name__}"] += 1
            continue
        strange = sum(original.get(row[0]) != row for row in came.values())
        lost = len(original.keys() - {row[0] for row in came.values()}) if came else 0
        torn_off = data.startswith(broken)  # between two rows: the engine sees that the file shrank
        found["silent changes"] += strange > 2 or (lost > told + 2 and not torn_off)
    return found


def main() -> int:
    """Print the figures; 1 when ours are not zero or the control's are."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    ours, control = check(house, files), check(naive, files)
    print("koordynata:", dict(ours))
    print("naive reader (control):", dict(control))
    return int(sum(ours.values()) != files or control["silent changes"] == 0)


if __name__ == "__main__":
    sys.exit(main())
