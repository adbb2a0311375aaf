"""School years and quarters as the law counts them."""

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class SchoolYear:
    """Rok szkolny: 1 September to 31 August, known by the year in which it starts (Prawo oświatowe art. 94)."""

    start: int

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read `2026/2027`, `2026/27` or `2026`; ValueError when the two years do not follow each other."""
        match = re.fullmatch(r"(\d{4})(?:\s*/\s*(\d{2}|\d{4}))?", text.strip())
        if match is None:
            raise ValueError(text)
        start, end = int(match[1]), match[2]
        if end is not None and int(end[-2:]) != (start + 1) % 100:
            raise ValueError(text)
        return cls(start)

    @classmethod
    def of(cls, day: dt.date) -> "SchoolYear":
        """The school year in which a day lies."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> dt.date:
        """1 September."""
        return dt.date(self.start, 9, 1)

    def __str__(self) -> str:
        return f"{self.start}/{self.start + 1}"
