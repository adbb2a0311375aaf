"""A large body votes at once, through HTTP, on PostgreSQL: nothing is lost, nothing is doubled, pages keep up.

    python benchmarks/council.py [--quick] [--votes-only] [--voters 500] [--database postgres://…]

* Each of 500 entitled voters sends the vote four times at the same moment (two presses with one form key, two with
  another, as two tabs would), over 16 connections, in an open and in a secret ballot. 500 must count, as cast.
* While they vote, pages ask as they do in a browser: live pages that keep up, one that is opened anew, phones.
* The ballot is closed by two presses at once: one closing. A secret one's record is recounted by `recount.py` alone.
* A body of 60 with an agenda of 40 items is opened. An evidence sheet is built from the marts.
* The negative control: the same votes in the same database without the guards (no form keys, no lock of the ballot, no
  unique seat). It must show doubles, or the sends did not race at all.

The server is the product's own, two processes of four threads, beside the clients on the same machine. Last line: one
JSON object.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.council_clients import Storm, close_twice, opened, storm
from benchmarks.council_server import serving
from benchmarks.databases import SERVER, own_postgres, run_step

GROUND = "benchmarks.council_ground"
PRODUCT, UNGUARDED = "koordynata.wsgi:application", "benchmarks.council_unguarded:application"
Vote = tuple[Storm, float, dict[str, Any]]
Figure = tuple[str, float, str, str, bool | None]


def vote(url: str, folder: str, voters: int, mode: str, application: str = PRODUCT) -> Vote:
    """One ballot from its opening to its closing: the storm, the seconds of the closing, what the database counts."""
    label = f"{mode}-{application.partition('.')[0]}"
    control = "unguarded" if application == UNGUARDED else "guarded"
    (hall,) = run_step(GROUND, label, url, folder, "hall", voters, mode, control)
    with serving(url, f"{folder}/{label}", application) as address:
        run = storm(address, hall)
        closing = close_twice(address, hall)
    (counted,) = run_step(GROUND, label, url, folder, "count", hall["ballot"])
    return run, closing, counted


def voted(mode: str, run: Storm, closing: float, counted: dict[str, Any], hall: int) -> list[Figure]:
    """What must hold for every ballot."""
    wrong = counted["wrong"]
    return [
        (f"{mode}: ballots counted of {hall}", counted["votes"], "ballots", f"{hall}", counted["votes"] == hall),
        (f"{mode}: voters without a ballot", hall - counted["seats"], "voters", "0", counted["seats"] == hall),
        (f"{mode}: doubled", counted["votes"] - counted["seats"], "ballots", "0", counted["votes"] == counted["seats"]),
        (f"{mode}: counted otherwise than cast", wrong, "ballots", "0", wrong == 0),
        (f"{mode}: sends that failed", run.failed, "sends", "0", run.failed == 0),
        (f"{mode}: closings of two presses", counted["closings"], "closings", "1", counted["closings"] == 1),
        (f"{mode}: all {run.sends} sends answered after", round(run.seconds, 1), "s", "", None),
        *(
            (f"{mode}: {page}, p95 of {number}", p95, "ms", "< 300", p95 < 300)
            for page, number, p95 in run.pages()
        ),
        (f"{mode}: closing", round(closing, 3), "s", "< 1", closing < 1),
    ]  # fmt: skip


def control(url: str, folder: str, voters: int) -> Figure:
    """Without the guards."""
    _run, _closing, counted = vote(url, folder, voters, "secret", UNGUARDED)
    doubled = counted["votes"] - counted["seats"]
    return "control without the guards: doubled", doubled, "ballots", "> 0", doubled > 0


def measured(server: str, folder: str, voters: int, *, quick: bool, votes_only: bool) -> list[Figure] | None:
    """Everything; None where no server answers."""
    with own_postgres(server) as ground:
        if ground is None:
            return None
        run_step(GROUND, "ground", ground, folder, "country")
        found: list[Figure] = []
        for mode in ("secret",) if quick else ("open", "secret"):
            with own_postgres(server, ground) as url:
                found += voted(mode, *vote(str(url), folder, voters, mode), voters)
        with own_postgres(server, ground) as url:
            found.append(control(str(url), folder, voters))
        if votes_only:
            return found
        with own_postgres(server, ground) as url:
            return found + pages(str(url), folder, quick)


def pages(url: str, folder: str, quick: bool) -> list[Figure]:
    """A page of ordinary size, and the sheet of evidence."""
    (hall,) = run_step(GROUND, "agenda", url, folder, "agenda")
    with serving(url, f"{folder}/agenda", PRODUCT) as address:
        p95 = opened(address, hall, times=10 if quick else 50)
    (sheet,) = run_step(GROUND, "agenda", url, folder, "evidence", 64 if quick else 380)
    worst = sheet["worst_s"]
    return [
        ("60 seats × 40 items, opened, p95", p95, "ms", "< 200", p95 < 200),
        (f"evidence sheet, slowest of {sheet['sheets']}", worst, "s", "< 1", worst < 1),
    ]


def main() -> int:
    """1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one ballot of 40 voters, fewer pages, smaller marts")
    parser.add_argument("--votes-only", action="store_true", help="without the agenda of forty items and the sheets")
    parser.add_argument("--voters", type=int, default=0)
    parser.add_argument("--database", default=SERVER, help="PostgreSQL server on which new databases may be made")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        voters = words.voters or (40 if words.quick else 500)
        found = measured(words.database, folder, voters, quick=words.quick, votes_only=words.votes_only)
    if found is None:
        print("PostgreSQL: no server answers, not measured")
    figures = [dict(zip(("name", "value", "unit", "goal", "met"), row, strict=True)) for row in found or []]
    for figure in figures:
        print(f"{figure['name']}: {figure['value']} {figure['unit']} (goal {figure['goal'] or 'none'})")
    print(json.dumps({"benchmark": "council", "figures": figures}, ensure_ascii=False))
    return int(any(figure["met"] is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
