"""A consultation as it is read: the text by paragraphs, each with what was said of it; nothing said is ever lost."""

from collections import defaultdict
from dataclasses import dataclass

from ..models import Comment, Element, Version
from ..paragraphs import paragraphs
from .reading import elements_of


@dataclass(frozen=True)
class Passage:
    """A paragraph (0: the whole element) with what was said of it.

    `stood`: the text is the paragraph as it stood in the consultation, not as the version words it now.
    """

    number: int
    text: str
    comments: list[Comment]
    stood: bool = False


@dataclass(frozen=True)
class Section:
    """One element with its passages; None: what was said of elements that the version has left out since."""

    element: Element | None
    passages: list[Passage]


def sections_of(version: Version, comments: list[Comment], *, worded: bool) -> list[Section]:
    """Elements in their order. `worded`: with all paragraphs; else only with those of which something was said."""
    said: dict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        if comment.strand_id is not None:
            said[comment.strand_id].append(comment)
    found = []
    for element in elements_of(version):
        own = said.pop(element.strand_id, [])
        texts = paragraphs(element.text) if worded else []
        if own or texts:
            found.append(Section(element, _passages(texts, own)))
    left = [comment for own in said.values() for comment in own]
    return [*found, Section(None, _passages([], left))] if left else found


def _passages(texts: list[str], said: list[Comment]) -> list[Passage]:
    by_text: dict[str, list[Comment]] = defaultdict(list)
    for comment in said:
        by_text[comment.quote if comment.paragraph else ""].append(comment)
    whole = [Passage(0, "", by_text.pop("", []))]
    now = [Passage(number, text, by_text.pop(text, [])) for number, text in enumerate(texts, start=1)]
    return [*whole, *now, *(Passage(0, text, comments, stood=True) for text, comments in by_text.items())]
