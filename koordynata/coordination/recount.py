"""Recounts the published record of a secret ballot. The standard library alone: whoever doubts the program can read
this file and run it by itself: `python recount.py RECORD.json`."""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

FORMAT = "koordynata-ballot-1"


def faults(record: Any) -> list[str]:
    """What is wrong with a record; empty: nothing."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return [f"this is no record of the format {FORMAT}"]
    papers, choices = record.get("papers"), record.get("choices")
    if not isinstance(papers, list) or not isinstance(choices, list):
        return ["papers or choices are missing"]
    if not all(isinstance(paper, dict) and {*paper} == {"receipt", "choice"} for paper in papers):
        return ["a paper has not exactly a receipt and a choice"]
    if not _is_spelled_well(record):
        return ["a ballot, a number of papers, a receipt or a choice is not what it should be"]
    found = []
    if digest(record) != record.get("digest"):
        found.append("the digest does not fit: the record was changed after the closing")
    if len(papers) != record.get("papers_taken"):
        found.append(f"{record.get('papers_taken')} papers were taken, {len(papers)} lie in the box")
    if len({paper["receipt"] for paper in papers}) != len(papers):
        found.append("two papers have the same receipt")
    if [paper["receipt"] for paper in papers] != sorted(paper["receipt"] for paper in papers):
        found.append("the papers do not stand in the order of their receipts")
    if unknown := {paper["choice"] for paper in papers} - {*choices}:
        found.append(f"choices that were not on the paper: {', '.join(sorted(unknown))}")
    return found


def _is_spelled_well(record: dict[str, Any]) -> bool:
    """Whether numbers are whole numbers and words are words, all of which can be written."""
    words = [*record["choices"], *(word for paper in record["papers"] for word in paper.values())]
    numbers = [record.get("ballot"), record.get("papers_taken")]
    if not all(isinstance(word, str) for word in words) or not all(type(number) is int for number in numbers):
        return False
    try:
        digest(record)
    except ValueError:  # NaN, or half of a character
        return False
    return True


def digest(record: dict[str, Any]) -> str:
    """The SHA-256 of everything but the digest itself, in a fixed spelling."""
    content = {name: value for name, value in record.items() if name != "digest"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def receipt(ballot: int, code: str) -> str:
    """What the record shows for a voter's code."""
    return hashlib.sha256(f"{FORMAT}|{ballot}|{code}".encode()).hexdigest()


def counts(record: dict[str, Any]) -> dict[str, int]:
    """Papers by choice."""
    return dict(sorted(Counter(paper["choice"] for paper in record["papers"]).items()))


def printable(choice: str) -> str:
    """A choice as a terminal may have it: what would move its cursor is spelled out."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in choice)


def main(words: list[str]) -> int:
    """Print the count, or what is wrong; 0 when nothing is."""
    try:
        record = json.loads(Path(words[0]).read_text(encoding="utf-8"))
    except (IndexError, OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"cannot read the record: {error}\n")
        return 2
    wrong = faults(record)
    for line in wrong:
        sys.stderr.write(f"{printable(line)}\n")
    for choice, number in [] if wrong else counts(record).items():
        sys.stdout.write(f"{printable(choice)}: {number}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
