"""Two texts of the same minutes beside each other, section by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

Sections = Sequence[Mapping[str, str]]
NOTHING: Mapping[str, str] = {"title": "", "text": ""}


@dataclass(frozen=True)
class Clash:
    """One section in which the two differ; an empty side has no such section."""

    title: str
    saved: str
    entered: str


def compare(saved: Sections, entered: Sections) -> list[Clash]:
    """What differs. Sections are matched by their title, those left over by their place; empty ones are none."""
    entered = [one for one in entered if one["title"] or one["text"]]
    saved_by, entered_by = _by_title(saved), _by_title(entered)
    both = [title for title in saved_by if title in entered_by]
    clashes = [Clash(t, saved_by[t], entered_by[t]) for t in both if saved_by[t] != entered_by[t]]
    mine = [one for one in entered if one["title"] not in saved_by]
    theirs = [one for one in saved if one["title"] not in entered_by]
    for one, other in zip_longest(theirs, mine, fillvalue=NOTHING):
        clashes.append(Clash(other["title"] or one["title"], _whole(one), _whole(other)))
    return clashes


def _by_title(sections: Sections) -> dict[str, str]:
    return {one["title"]: one["text"] for one in sections}


def _whole(section: Mapping[str, str]) -> str:
    return "\n".join(filter(None, [section["title"], section["text"]]))
