"""The Polish order of texts, for Python and for SQLite, which has none: the one of ICU's `pl`, as PostgreSQL keeps it.

Letters first, then accents that Polish does not know, then case and the shape of quotes, then code points. It covers
what names are written with: Latin letters, Polish and European punctuation, Cyrillic; the rest stands after them.
"""

import unicodedata

_PUNCTUATION = "\t\n\v\f\r\x85\u2028\u2029 _-‐‒–—―,;:!¡?¿.·'‹›\"«»()[]{}§¶@*/\\&#%‰†‡•′`´^¯¨¸°©®+±÷×<=>¬|¦~−⁄¤¢$£¥€"
_LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_CYRILLIC = "абвгдеєжзиійклмнопрстуфхцчшщъыьэюя"
ORDER = {sign: place for place, sign in enumerate(_PUNCTUATION + "0123456789" + _LETTERS + _CYRILLIC, start=1)}
# Signs without an alphabet of their own; the rest follows from Unicode's decompositions.
_LIKE = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o\u0338",
    "đ": "d\u0335",
    "ð": "d\u0335\u0335",
    "ħ": "h\u0335",
    "ґ": "г\u0335",
}
_QUOTES = dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"')
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0335\u0338\u0327\u0328\u0304"


class _Weights(dict[int, str]):
    """A table for `str.translate` that fills itself: code point → weights of one level."""

    def __missing__(self, code: int) -> str:
        self[code] = found = self._weights(chr(code))
        return found

    def _weights(self, sign: str) -> str:
        small = sign.lower()
        if small in ORDER:
            return self.of_letter(small)
        parts = _LIKE.get(small) or _QUOTES.get(small) or unicodedata.normalize("NFKD", small)
        if parts != small:
            return parts.translate(self)
        if unicodedata.category(sign) in ("Cc", "Cf", "Mn"):
            return self.of_mark(sign)
        return self.of_letter(sign)

    def of_letter(self, sign: str) -> str:
        return chr(ORDER.get(sign) or max(ord(sign), 0x100))

    def of_mark(self, sign: str) -> str:
        return ""


class _Accents(_Weights):
    def of_letter(self, sign: str) -> str:
        return "\x01"

    def of_mark(self, sign: str) -> str:
        return chr(_MARKS.find(sign) + 2) if unicodedata.combining(sign) else ""


_LETTER_WEIGHTS, _ACCENT_WEIGHTS = _Weights(), _Accents()


class _Letters(dict[str, str]):
    """Text → weights of its letters. Sixty thousand names are compared a million times while their index is built."""

    MOST = 100_000

    def __missing__(self, text: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[text] = found = unicodedata.normalize("NFC", text).translate(_LETTER_WEIGHTS)
        return found


_LETTERS_OF = _Letters()


def _finer(text: str) -> tuple[str, str, str]:
    composed = unicodedata.normalize("NFC", text)
    shape = "".join("3" if sign in _QUOTES else "2" if sign.isupper() else "1" for sign in composed)
    return composed.translate(_ACCENT_WEIGHTS), shape, text


def polish_key(text: str) -> tuple[str, str, str, str]:
    """What to sort by: `sorted(names, key=polish_key)`."""
    return _LETTERS_OF[text], *_finer(text)


def compare(left: str, right: str) -> int:
    """−1, 0 or 1: which of two texts comes first; 0 only for the same text."""
    a, b = _LETTERS_OF[left], _LETTERS_OF[right]
    if a < b:
        return -1
    if a > b:
        return 1
    return 0 if left == right else -1 if _finer(left) < _finer(right) else 1


def fold(text: str) -> str:
    """The text as it is looked for, whatever its case."""
    return text.lower()
