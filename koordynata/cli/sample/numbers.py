"""Invented register numbers: right check digits, in ranges that no register gives out."""

_REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
# RSPO counts up and stands below one million; the sample lives above nine million.
RSPO_BASE = 9_000_000


def rspo_number(region: str, place: int) -> int:
    """The number of the `place`-th institution of a region: 9 160 001 is the first of Opolskie."""
    return RSPO_BASE + int(region) * 10_000 + place


def regon_number(rspo: int) -> str:
    """Nine digits starting with 99."""
    digits = f"99{rspo % 1_000_000:06d}"
    check = sum(int(d) * w for d, w in zip(digits, _REGON_WEIGHTS, strict=True)) % 11
    return f"{digits}{check % 10}"


def nip_number(rspo: int) -> str:
    """Ten digits starting with 999, which is no tax office. A number without a check digit is stepped over."""
    for step in range(10):
        digits = f"999{(rspo + step * 100_000) % 1_000_000:06d}"
        check = sum(int(d) * w for d, w in zip(digits, _NIP_WEIGHTS, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise ValueError(rspo)
