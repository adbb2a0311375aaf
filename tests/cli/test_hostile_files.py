"""Files and numbers that nobody means to give a command: each is refused in a sentence, none brings a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from koordynata.cli.command import Refused
from koordynata.coordination import recount
from koordynata.coordination.verdict.case_reading import read_case
from koordynata.foundation.strict_files import MOST_MISTAKES, FileRefused
from koordynata.opinions.evidence.canonical import digest_of

NO_JSON = {
    "nothing": b"", "no text": b"\xff", "too deep": b"[" * 200_000, "too deep in names": b'{"a":' * 200_000,
    "a number of thousands of digits": b'{"a":' + b"9" * 5000 + b"}", "null": b"null", "a list": b"[]",
    "too large": b" " * 20_000_001,
}  # fmt: skip


def record(**more: Any) -> dict[str, Any]:
    """A good record, changed, with the digest of what it became."""
    papers = [{"receipt": "a" * 64, "choice": "against"}, {"receipt": "b" * 64, "choice": "in_favour"}]
    whole = {
        "format": recount.FORMAT, "ballot": 7, "papers": papers, "papers_taken": 2,
        "choices": ["in_favour", "against", "abstained"],
    } | more  # fmt: skip
    try:
        return whole | {"digest": recount.digest(whole)}
    except ValueError:
        return whole | {"digest": "0" * 64}


def with_paper(receipt: Any, choice: Any) -> dict[str, Any]:
    papers = [{"receipt": "a" * 64, "choice": "against"}, {"receipt": receipt, "choice": choice}]
    return record(papers=papers, choices=["against", choice])


RECORDS: dict[str, Any] = {
    "a receipt of no text": with_paper(["b"], "against"), "a receipt of nothing": with_paper(None, "against"),
    "a choice of no text": with_paper("b", ["against"]), "a choice of a number": with_paper("b", 1),
    "no ballot": record(ballot=None), "not a number": record(more=float("nan")),
    "not a number of papers": record(papers_taken=float("nan")), "yes papers": record(papers_taken=True),
    "half a character": record(more="\ud800"), "half a character as a choice": with_paper("b", "\ud800"),
}  # fmt: skip

SHEETS: dict[str, Any] = {
    "half a character": {"sheet": {"a": "\ud800"}, "sha256": "0"}, "no sheet": {"sheet": None, "sha256": "0"},
    "not a number": {"sheet": {"a": float("nan")}, "sha256": "0"}, "no hash": {"sheet": {}, "sha256": None},
    "a word": {"sheet": "x", "sha256": "0"}, "another hash": {"sheet": {"a": 1}, "sha256": "0"},
}  # fmt: skip


@pytest.fixture
def give(tmp_path: Path) -> Callable[..., None]:
    """Give a command a file with this in it."""

    def _give(command: str, content: Any, *words: str) -> None:
        file = tmp_path / "file.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        call_command(command, str(file), *words)

    return _give


@pytest.mark.parametrize("kind", NO_JSON)
def test_what_is_no_json(db: None, give: Any, kind: str) -> None:
    for command in ("verify_ballot", "verify_evidence"):
        with pytest.raises(Refused):
            give(command, NO_JSON[kind])
    with pytest.raises((Refused, SystemExit)) as refused:
        give("verdict", NO_JSON[kind])
    assert getattr(refused.value, "code", 2) == 2


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_no_record(give: Any, kind: str) -> None:
    with pytest.raises(Refused):
        give("verify_ballot", RECORDS[kind], "--receipt", "code")


def test_a_good_record_is_counted(give: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Negative control: it is not the papers themselves that are refused."""
    give("verify_ballot", record())
    assert capsys.readouterr().out.split() == ["against", "1", "in_favour", "1"]


def test_a_choice_does_not_move_the_cursor(give: Any, capsys: pytest.CaptureFixture[str]) -> None:
    give("verify_ballot", with_paper("b" * 64, "Ąna\n\x1b[2J"))
    assert "Ąna\\u000a\\u001b[2J" in capsys.readouterr().out


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_no_sheet(db: None, give: Any, kind: str) -> None:
    with pytest.raises(Refused):
        give("verify_evidence", SHEETS[kind])


def test_a_good_sheet_is_accepted(db: None, give: Any, capsys: pytest.CaptureFixture[str]) -> None:
    give("verify_evidence", {"sheet": {"a": 1}, "sha256": digest_of({"a": 1})})
    assert capsys.readouterr().out.startswith(digest_of({"a": 1}))


def test_thousands_of_mistakes_are_told_in_part() -> None:
    with pytest.raises(FileRefused) as refused:
        read_case(json.dumps({f"k{number}": 1 for number in range(50_000)}).encode())
    assert len(refused.value.mistakes) == MOST_MISTAKES


def test_a_seat_with_thousands_of_mandates_is_refused_before_they_are_compared() -> None:
    mandates = [{"person": "a", "from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}] * 20_000
    case = {"seats": [{"id": "1", "mandates": mandates}], "ballot": {"opened": "2026-01-01T00:00:00Z"}}
    with pytest.raises(FileRefused):
        read_case(json.dumps(case).encode())
    case["seats"][0]["mandates"] = mandates[:100]  # type: ignore[index]
    assert len(read_case(json.dumps(case).encode()).seats[0].mandates) == 100


@pytest.mark.parametrize(
    "words",
    [
        ("minutes", "99999999999999999999", "x.pdf"), ("minutes", "0", "x.pdf"), ("minutes", "-1", "x.pdf"),
        ("composition", "--territory", "16", "--on", "9999-12-31"),
        ("composition", "--territory", "16", "--on", "0001-01-01"),
        ("duties", "--year", "0"), ("duties", "--year", "-5"), ("duties", "--region", ""),
    ],
)  # fmt: skip
def test_numbers_and_days_out_of_this_world(land: Any, words: tuple[str, ...]) -> None:
    from koordynata.coordination import services
    from koordynata.foundation.audit import SYSTEM

    services.create_body(kind="team", name="Zespół", short_name="WZK", territory=land["16"], by=SYSTEM)
    with pytest.raises(Refused):
        call_command(*words)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_verdict_at_a_moment_out_of_this_world(give: Any, moment: str) -> None:
    case = {"seats": [], "ballot": {"opened": "2026-01-01T00:00:00Z"}}
    give("verdict", case, "--at", "2026-01-01T00:00:00+01:00")
    with pytest.raises(Refused):
        give("verdict", case, "--at", moment)
