"""`koordynata verdict`: the answer in words and as data, and every kind of file that is refused."""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import load_command_class

from tests.coordination.stories import ANY_QUORUM, CASTING, at, case, quorum, recused, seats, stay, votes

ROOT = Path(__file__).resolve().parents[2]
Answer = tuple[int, str, str]
Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, output, complaints. Whatever is not a plain exit is a traceback, and fails the test."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setattr(argparse, "_", argparse._)  # type: ignore[attr-defined]  # the command teaches it Polish

    def _run(file: Any, *options: str, lang: str = "en_GB.UTF-8") -> Answer:
        monkeypatch.setenv("LANG", lang)
        path = file if isinstance(file, Path) else tmp_path / "case.json"
        if not isinstance(file, Path):
            path.write_bytes(file if isinstance(file, bytes) else json.dumps(file).encode())
        code = 0
        try:
            load_command_class("koordynata.cli", "verdict").run_from_argv(
                ["koordynata", "verdict", str(path), *options]
            )
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        said = capsys.readouterr()
        return code, said.out, said.err

    return _run


def good() -> dict[str, Any]:
    file: dict[str, Any] = case("abc", votes(a="+", b="+", c="-"))
    return file


def changed(*place: Any, to: Any) -> dict[str, Any]:
    """A good file with one thing changed; made where it was absent."""
    file = good()
    inner: Any = file
    for step in place[:-1]:
        inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
    inner[place[-1]] = to
    return file


def without(*place: Any) -> dict[str, Any]:
    file = good()
    inner: Any = file
    for step in place[:-1]:
        inner = inner[step]
    del inner[place[-1]]
    return file


# In words

EVERY_RESULT = {
    "waiting": (case("abc", asked="09:00"), "The ballot has not been opened yet."),
    "not_allowed": (case("abc", mode="secret", rules={"secret_ballot": False}), "The rules of procedure do not allow"),
    "nobody_entitled": (case("a", recusals=[recused("a")]), "Nobody is entitled to vote"),
    "no_quorum": (case("abc", here="a"), "There is no quorum: the ballot decides nothing."),
    "quorum_lost": (case("a", here=[stay("a", "09:00", "10:10")]), "The quorum was lost during the ballot"),
    "adopted": (good(), "Adopted: 2 in favour, 1 against, 0 abstained."),
    "rejected": (case("abc", votes(a="+", b="-", c="-")), "Not adopted: 1 in favour, 3 needed, 2 against, 0 abstained."),
    "tie": (case("ab", votes(a="+", b="-")), "Not adopted: a tie, 1 in favour and 1 against."),
    "tie_adopted": (case("ab", votes(a="+", b="-"), rules=CASTING, chair="a"), "Adopted by the casting vote of the chair"),
    "tie_rejected": (case("ab", votes(a="-", b="+"), rules=CASTING, chair="a"), "Not adopted by the casting vote of the"),
    "elected": (case("ab", votes(a="Halina Przykładowa"), candidates=["Halina Przykładowa"]), "Elected: Halina Przykładowa."),
    "undecided": (case("ab", votes(a="P", b="Q"), candidates=["P", "Q"]), "Nobody is elected: another round is needed."),
}  # fmt: skip


@pytest.mark.parametrize("result", EVERY_RESULT)
def test_it_says_the_result_the_quorum_the_rule_and_the_counts(run: Run, result: str) -> None:
    file, sentence = EVERY_RESULT[result]
    code, said, complaints = run(file)
    assert (code, complaints) == (0, "")
    first, quorum_line, rule, counts = said.splitlines()
    assert sentence in first and "uorum" in quorum_line and rule.startswith(("Simple majority:", "Elected is"))
    assert counts.startswith("Seats ") and counts.endswith(" voted 2." if result.startswith("tie") else ".")


def test_it_says_that_the_ballot_is_still_open(run: Run) -> None:
    assert run(case("abc", votes("10:05", a="+"), asked="10:10"))[1].startswith("Were the ballot closed now: Adopted:")


@pytest.mark.parametrize(
    ("majority", "words"),
    [({"kind": "absolute"}, "more than half of the votes cast."),
     ({"kind": "absolute", "abstentions_count": False}, "more than half of the votes cast, abstentions left out."),
     ({"kind": "absolute", "of": "seats"}, "more than half of all seats of the body."),
     ({"kind": "qualified", "of": "present", "share": "2/3"}, "at least 2/3 of those present and entitled to vote."),
     ({"kind": "qualified", "of": "entitled", "share": "3/5", "more_than": True},
      "more than 3/5 of all who are entitled to vote.")],
)  # fmt: skip
def test_it_names_the_rule(run: Run, majority: dict[str, Any], words: str) -> None:
    assert run(changed("rules", "majority", to=majority))[1].splitlines()[2].endswith(words)


POLISH = {
    "waiting": "Głosowania jeszcze nie otwarto.", "not_allowed": "Regulamin nie dopuszcza takiego głosowania.",
    "nobody_entitled": "Nikt nie jest uprawniony", "no_quorum": "Kworum nie ma: głosowanie niczego nie rozstrzyga.",
    "quorum_lost": "Kworum utracono w trakcie głosowania", "adopted": "Przyjęto: za 2, przeciw 1, wstrzymało się 0.",
    "rejected": "Nie przyjęto: za 1, potrzeba 3, przeciw 2, wstrzymało się 0.", "tie": "Nie przyjęto: równa liczba głosów",
    "tie_adopted": "Przyjęto rozstrzygającym głosem", "tie_rejected": "Nie przyjęto rozstrzygającym głosem",
    "elected": "Wybór: Halina Przykładowa.", "undecided": "Nikogo nie wybrano",
}  # fmt: skip


@pytest.mark.parametrize("result", EVERY_RESULT)
def test_it_speaks_polish(run: Run, result: str) -> None:
    code, said, complaints = run(EVERY_RESULT[result][0], lang="pl_PL.UTF-8")
    assert (code, complaints) == (0, "")
    first, quorum_line, rule, counts = said.splitlines()
    assert POLISH[result] in first and "worum" in quorum_line
    assert rule.startswith(("Większość zwykła:", "Wybrana jest")) and counts.startswith("Miejsc ")


@pytest.mark.parametrize("lang", ["pl_PL.UTF-8", "en_GB.UTF-8"])
def test_data_are_the_same_in_both_languages(run: Run, lang: str) -> None:
    assert run(good(), "--json", lang=lang) == run(good(), "--json", lang="C")


# As data


def test_json_is_exactly_what_is_promised(run: Run) -> None:
    code, said, _complaints = run(case("abc", votes(a="+", b="+", guest="-"), here="ab"), "--json")
    assert code == 0 and said.count("\n") == 1
    assert json.loads(said) == {
        "at": at("10:30"), "result": "adopted", "positive": True, "final": True, "settled": True,
        "counts": {"seats": 3, "filled": 3, "present": 2, "entitled": 3, "able": 2, "cast": 2},
        "quorum": {"needed": 2, "have": 2, "of": 3, "reached": True, "lost_at": None},
        "votes": {"in_favour": 2}, "needed": 1, "base": None,
        "rule": {"kind": "simple", "of": "cast", "share": "1/2", "more_than": True, "abstentions_count": True}, "elected": None, "next_round": [],
        "refused": [{"person": "guest", "at": at("10:15"), "reason": "not_acting"}],
    }  # fmt: skip


def test_names_are_printed_as_they_are_written(run: Run) -> None:
    assert "Łucja" in run(case("a", votes(a="Łucja"), candidates=["Łucja"]), "--json")[1]


# At a moment


def test_at_goes_before_the_file_and_the_file_before_the_closing(run: Run) -> None:
    asked = case("abc", asked="10:10")
    for file, options, expected in (
        (asked, ("--at", at("10:20")), at("10:20")), (asked, (), at("10:10")), (good(), (), at("10:30")),
    ):  # fmt: skip
        assert json.loads(run(file, "--json", *options)[1])["at"] == expected


def test_an_open_ballot_is_asked_now(run: Run, time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 11, 27, 9, 12, tzinfo=UTC), tick=False)
    told = json.loads(run(changed("ballot", "closed", to=None), "--json")[1])
    assert (datetime.fromisoformat(told["at"]), told["final"]) == (datetime(2026, 11, 27, 9, 12, tzinfo=UTC), False)


def test_the_same_instant_on_another_clock_is_the_same(run: Run) -> None:
    told = [json.loads(run(good(), "--json", "--at", moment)[1]) for moment in
            ("2026-11-27T10:16:00+01:00", "2026-11-27T09:16:00Z", "2026-11-27T04:16:00-05:00")]  # fmt: skip
    assert told[0] | {"at": ""} == told[1] | {"at": ""} == told[2] | {"at": ""}


@pytest.mark.parametrize("moment", ["2026-11-27T10:16:00", "2026-11-27", "noon", "", "25:00"])
def test_a_moment_without_its_offset_is_refused(run: Run, moment: str) -> None:
    code, said, complaints = run(good(), "--at", moment)
    assert (code, said) == (2, "") and complaints


# Refused files

TWICE = {"seats": [*seats("ab"), *seats("a")]}
HANDS = {"opened": at("10:00"), "closed": at("10:30"), "hands": {"in_favour": 2, "against": 1}}

REFUSED: dict[str, tuple[Any, str]] = {
    "no JSON": (b"seats: 3", "file"),
    "half a file": (b'{"seats": [', "file"),
    "nothing": (b"", "file"),
    "a list": (b"[]", "file"),
    "a word": (b'"case"', "file"),
    "no text": (b"\xff\xfe\x00", "file"),
    "too deep": (b"[" * 100_000, "file"),
    "no seats": (without("seats"), "seats"),
    "no ballot": (without("ballot"), "ballot"),
    "no opening": (without("ballot", "opened"), "ballot.opened"),
    "a mandate of nobody": (without("seats", 0, "mandates", 0, "person"), "seats.0.mandates.0.person"),
    "a mandate from no time": (without("seats", 2, "mandates", 0, "from"), "seats.2.mandates.0.from"),
    "a vote without a choice": (without("ballot", "votes", 1, "choice"), "ballot.votes.1.choice"),
    "unknown name": (changed("seat", to=[]), "seat"),
    "unknown rule": (changed("rules", "quorom", to={}), "rules.quorom"),
    "unknown part of a rule": (changed("rules", "quorum", "of_seats", to=1), "rules.quorum.of_seats"),
    "unknown in a seat": (changed("seats", 1, "vote", to=True), "seats.1.vote"),
    "unknown in a vote": (changed("ballot", "votes", 0, "weight", to=2), "ballot.votes.0.weight"),
    "date without offset": (changed("ballot", "opened", to="2026-11-27T10:00:00"), "ballot.opened"),
    "a day": (changed("stays", 1, "from", to="2026-11-27"), "stays.1.from"),
    "vote without offset": (changed("ballot", "votes", 2, "at", to="2026-11-27T10:05:00"), "ballot.votes.2.at"),
    "at without offset": (changed("at", to="2026-11-27T10:05:00"), "at"),
    "no such day": (changed("ballot", "closed", to="2026-02-30T10:00:00+01:00"), "ballot.closed"),
    "to before from": (changed("stays", 0, "to", to=at("08:00")), "stays.0"),
    "suspended backwards": (
        changed("seats", 0, "mandates", 0, "suspended", to=[{"from": at("10:00"), "to": at("09:00")}]),
        "seats.0.mandates.0.suspended.0",
    ),
    "closed before opened": (changed("ballot", "closed", to=at("09:00")), "ballot"),
    "number as text": (changed("rules", "quorum", "number", to="3"), "rules.quorum.number"),
    "no number": (changed("rules", "quorum", "number", to=0), "rules.quorum.number"),
    "half a person": (changed("rules", "quorum", "number", to=2.5), "rules.quorum.number"),
    "yes as text": (changed("rules", "casting_vote", to="yes"), "rules.casting_vote"),
    "yes as number": (changed("seats", 0, "voting", to=1), "seats.0.voting"),
    "decimal share": (changed("rules", "quorum", "share", to="0.5"), "rules.quorum.share"),
    "share as number": (changed("rules", "quorum", "share", to=0.5), "rules.quorum.share"),
    "share above one": (changed("rules", "majority", "share", to="3/2"), "rules.majority.share"),
    "share of nothing": (changed("rules", "majority", "share", to="1/0"), "rules.majority.share"),
    "negative share": (changed("rules", "majority", "share", to="-1/2"), "rules.majority.share"),
    "quorum of the present": (changed("rules", "quorum", "of", to="present"), "rules.quorum.of"),
    "majority of the filled": (changed("rules", "majority", "of", to="filled"), "rules.majority.of"),
    "unknown majority": (changed("rules", "majority", "kind", to="relative"), "rules.majority.kind"),
    "unknown mode": (changed("ballot", "mode", to="closed"), "ballot.mode"),
    "hands and votes": (changed("ballot", "hands", to={"in_favour": 1}), "ballot"),
    "hands in a secret ballot": (changed("ballot", to=HANDS | {"mode": "secret"}), "ballot"),
    "fewer than no hands": (changed("ballot", to=HANDS | {"hands": {"against": -1}}), "ballot.hands.against"),
    "hands for nobody known": (changed("ballot", to=HANDS | {"hands": {"perhaps": 1}}), "ballot"),
    "a candidate twice": (changed("ballot", "candidates", to=["P", "P"]), "ballot"),
    "none as candidate": (changed("ballot", "candidates", to=["none"]), "ballot"),
    "a name too long": (changed("seats", 0, "id", to="x" * 201), "seats.0.id"),
    "no name": (changed("seats", 0, "id", to=""), "seats.0.id"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_exits_2_and_names_the_place(run: Run, kind: str) -> None:
    file, place = REFUSED[kind]
    code, said, complaints = run(file)
    assert (code, said) == (2, "")
    assert complaints.startswith(f"{place}: ")
    code, said, complaints = run(file, "--json")
    assert (code, complaints) == (2, "")
    assert [problem["place"] for problem in json.loads(said)["problems"]] == [place]


def test_each_mistake_is_named(run: Run) -> None:
    file = changed("seats", 0, "vote", to=True)
    file["ballot"]["opened"] = "now"
    assert [line.partition(":")[0] for line in run(file)[2].splitlines()] == ["seats.0.vote", "ballot.opened"]


def test_two_seats_with_one_id_are_refused(run: Run) -> None:
    code, said, complaints = run(good() | TWICE)
    assert (code, said) == (2, "") and "Two seats have the same id" in complaints


@pytest.mark.parametrize("here", ["ab", "", "a"])
def test_more_hands_than_may_vote_are_refused(run: Run, here: str) -> None:
    file = case("abc", here=here, hands={"in_favour": 2, "against": 1}, rules=ANY_QUORUM)
    code, said, complaints = run(file)
    assert (code, said) == (2, "") and f"3 hands were counted, but only {len(here)} may vote." in complaints
    assert run(file, "--json")[0] == 2


def test_as_many_hands_as_may_vote_are_not(run: Run) -> None:
    assert run(case("abc", hands={"in_favour": 2, "against": 1}))[0] == 0


def test_what_is_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(json.dumps(good()).encode() + b" " * 25_000_000)
    inside = tmp_path / "large.json" / "case.json"
    for path in (large, tmp_path, tmp_path / "missing.json", inside, tmp_path / ("x" * 300)):
        code, said, complaints = run(path)
        assert (code, said) == (2, "") and complaints and "Traceback" not in complaints
        code, said, complaints = run(path, "--json")
        assert (code, complaints) == (2, "") and json.loads(said)["error"]


def test_the_words_of_the_command_are_checked(run: Run, tmp_path: Path) -> None:
    assert run(good(), "--when", "now")[0] == 2
    assert run(good(), "another.json")[0] == 2


# Whatever the file: 0 or 2, and never a traceback

JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e308, 10**30, "", " ", "a", "1/2", "2/0", "é\u0000\u202e", "x" * 500, [], {}, [[]], {"": None},
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-10-25T02:30:00+02:00", "2026-11-27T10:15:00+23:59",
    "in_favour", "none", "seats", "throughout", {"from": "2026-11-27T10:15:00+01:00"}, ["a", "a"],
)  # fmt: skip


def places(thing: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a file."""
    inner = list(thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ())
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def spoiled(rng: random.Random) -> Any:
    """A good file with one to three places replaced by junk, taken away or doubled."""
    file: Any = case("abc", votes(a="+", b="P"), recusals=[recused("c", "10:10")], away=[stay("a")], chair="a",
                     rules=quorum(of="filled", share="1/3", holds="throughout") | CASTING)  # fmt: skip
    for _ in range(rng.choice([1, 1, 2, 3])):
        place = rng.choice(places(file)[1:])
        inner = file
        for step in place[:-1]:
            inner = inner[step]
        what = rng.choice(["junk", "junk", "junk", "away", "double"])
        if what == "away":
            del inner[place[-1]]
        elif what == "double" and isinstance(inner, list):
            inner.append(copy.deepcopy(inner[place[-1]]))
        else:
            inner[place[-1]] = copy.deepcopy(rng.choice(JUNK))
    return file


@pytest.mark.parametrize("seed", range(4))
def test_no_file_brings_a_traceback(run: Run, seed: int) -> None:
    rng = random.Random(seed)
    codes = {run(spoiled(rng), *rng.choice([(), ("--json",)]))[0] for _ in range(150)}
    assert codes == {0, 2}


def test_the_program_itself_exits_2_and_needs_no_database(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(without("seats")))
    own = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "LC_ALL", "LC_MESSAGES"}}
    answer = subprocess.run(
        [sys.executable, "-m", "koordynata.cli", "verdict", str(file)], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={**own, "KOORDYNATA_DATA": str(tmp_path / "data"), "LANG": "en_GB.UTF-8"},
    )  # fmt: skip
    assert (answer.returncode, answer.stdout) == (2, "") and answer.stderr.startswith("seats: ")


def test_a_doubled_seat_has_a_place(run: Run) -> None:
    assert run(good() | TWICE)[2].startswith("seats.2")


def test_too_many_hands_have_a_place(run: Run) -> None:
    assert json.loads(run(case("a", hands={"in_favour": 2}), "--json")[1]).get("problems")


def test_hands_asked_before_the_opening_are_waited_for(run: Run) -> None:
    assert run(case("a", here=[stay("a", "10:00")], hands={"in_favour": 1}), "--at", at("09:00"))[0] == 0


def test_hands_of_those_who_have_left_since(run: Run) -> None:
    here = [stay("a", "09:00", "10:20")]
    assert run(case("a", here=here, hands={"in_favour": 1}, rules=quorum(holds="opening")))[0] == 0


def test_refusals_speak_polish(run: Run) -> None:
    mistakes = run(changed("rules", "quorum", "share", to="0.5"), lang="pl_PL.UTF-8")[2]
    assert "Value error" not in mistakes and "a part is written" not in mistakes


def test_a_ballot_that_waits_is_not_told_as_closed(run: Run) -> None:
    assert run(case("abc", asked="09:00"))[1].startswith("The ballot has not been opened yet.")


def test_a_quorum_that_came_too_late_is_told_without_contradiction(run: Run) -> None:
    said = run(case("abc", here=[stay("a"), stay("b", "10:10")]))[1]
    assert not ("No quorum" in said and "Quorum reached" in said)


def test_an_adoption_is_told_without_contradiction(run: Run) -> None:
    said = run(case("a", votes(a="+"), here=[stay("a", "09:00", "10:20")], rules=quorum(holds="opening")))[1]
    assert "Adopted" in said and "No quorum" not in said


def test_the_rule_of_an_election_is_told_as_one(run: Run) -> None:
    assert "in favour" not in run(case("ab", votes(a="P", b="P"), candidates=["P", "Q"]))[1]


def test_no_quorum_of_nobody_entitled_is_told_with_its_reason(run: Run) -> None:
    assert "No quorum: 1 of 1 mandates, 1 needed." not in run(case("a", recusals=[recused("a")]))[1]


def test_a_written_procedure_is_told_of_votes(run: Run) -> None:
    said = run(case("abc", votes(a="+"), here="", mode="written"))[1]
    assert not ("1 present" in said and "present 3" in said)


def test_a_quorum_of_the_filled_seats_is_told_of_them(run: Run) -> None:
    said = run(case([*seats("ab"), {"id": "3", "mandates": []}], rules=quorum(of="filled")))[1]
    assert "2 of 2 mandates" in said


def test_a_byte_order_mark_is_no_mistake(run: Run) -> None:
    assert run(b"\xef\xbb\xbf" + json.dumps(good()).encode())[0] == 0


def test_a_doubled_name_is_refused(run: Run) -> None:
    text = json.dumps(good())
    assert run((text[:-1] + ', "stays": []}').encode())[0] == 2


def test_hands_beyond_counting_bring_no_traceback(run: Run) -> None:
    many = "9" * 4300
    text = json.dumps(case("a", hands={"in_favour": 7, "against": 7})).replace(": 7", f": {many}")
    assert run(text.encode())[0] == 2
