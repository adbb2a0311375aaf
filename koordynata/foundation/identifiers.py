"""Numbers that Polish registers give: REGON, NIP, RSPO, TERYT. ASCII digits only, never all zeros."""

import re

from stdnum.pl import nip as _nip
from stdnum.pl import regon as _regon


def _digits(text: str, *lengths: int) -> bool:
    return bool(re.fullmatch(r"[0-9]+", text)) and len(text) in lengths and set(text) != {"0"}


def is_regon(text: str) -> bool:
    """9 or 14 digits with a right check digit (GUS)."""
    return _digits(text, 9, 14) and _regon.is_valid(text)


def is_nip(text: str) -> bool:
    """10 digits with a right check digit (Ministry of Finance)."""
    return _digits(text, 10) and _nip.is_valid(text)


def is_rspo(text: str) -> bool:
    """A number of the Register of Schools (RSPO): 1 to 7 digits, not starting with zero."""
    return bool(re.fullmatch(r"[1-9][0-9]{0,6}", text))


def is_teryt(text: str) -> bool:
    """A TERC code of 2 (voivodeship), 4 (powiat), 6 (gmina) or 7 digits (gmina with its kind)."""
    return _digits(text, 2, 4, 6, 7)
