"""Polish words brought to a form in which they can meet: without diacritics, without endings."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_L = str.maketrans("łŁøØ", "lLoO")
# `TKO.08` is one word: its halves occur in many others.
_WORD = re.compile(r"\b[a-z]{3}\.[0-9]{2}\b|[^\W_]+")
STOP = frozenset(["w", "we", "z", "ze", "na", "do", "od", "i", "oraz", "o", "u", "przy", "dla", "im", "nr"])

_ENDINGS = sorted(
    (line for line in (Path(__file__).parent / "data/endings.txt").read_text().split("\n") if line and line[0] != "#"),
    key=len,
    reverse=True,
)
_SOFT = {"dzi": "dz", "ni": "n", "ci": "c", "si": "s", "zi": "z", "wi": "w", "rz": "r"}


def fold(text: str) -> str:
    """Lower case without diacritics: Łódź and lodz are the same."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_L).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words of a text, without the small ones that say nothing."""
    return [word for word in _WORD.findall(fold(text)) if word not in STOP]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its ending; numbers and short words stay as they are."""
    if len(word) < 4 or word[0].isdigit():
        return word
    cut = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), word)
    if cut.endswith("sk"):  # Gdańsk, gdański; Nysa, nyski
        cut = cut[:-2] if len(cut) > 4 else cut[:-1]
    return next((cut[: -len(soft)] + hard for soft, hard in _SOFT.items() if cut.endswith(soft)), cut)
