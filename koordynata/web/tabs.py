"""Tabs of a page: links beside each other, never a script."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """One tab. `count`: how much there is on it; None says nothing."""

    url: str
    label: str
    here: bool = False
    count: int | None = None
