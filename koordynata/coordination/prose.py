"""Plain text as paragraphs and lists: what people type in a box, read as they mean it."""

import re
from dataclasses import dataclass, field

_BULLET = re.compile(r"^[–•*-] +")
_NUMBERED = re.compile(r"^(\d{1,3})\. +")


@dataclass
class Block:
    """A paragraph, or a list that begins with a number or with dashes."""

    kind: str  # p, ul, ol
    lines: list[str] = field(default_factory=list)
    start: int = 1


def blocks(text: str) -> list[Block]:
    """The blocks of a text; an empty line ends one."""
    found: list[Block] = []
    for line in text.splitlines():
        _take(found, line.rstrip())
    return [block for block in found if block.lines]


def _take(found: list[Block], line: str) -> None:
    numbered, bullet = _NUMBERED.match(line), _BULLET.match(line)
    kind = "ol" if numbered else "ul" if bullet else "p"
    last = found[-1] if found else None
    if not line:
        found.append(Block(""))
    elif last and last.kind == kind and kind != "p":
        last.lines.append(_bare(line, numbered or bullet))
    else:
        found.append(Block(kind, [_bare(line, numbered or bullet)], int(numbered[1]) if numbered else 1))


def _bare(line: str, mark: re.Match[str] | None) -> str:
    return line[mark.end() :] if mark else line
