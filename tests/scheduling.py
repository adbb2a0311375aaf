"""Which tests stay together on one worker: those that share a house or a loaded sample. All others go where there is room."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/journeys/", "tests/sample/", "tests/cli/test_serve.py")


def unit_of(nodeid: str) -> str:
    """The folder or file whose costly ground a test shares; the test itself where it shares none."""
    return next((ground for ground in TOGETHER if nodeid.startswith(ground)), nodeid)


class SharedGround(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out whole grounds first, the largest before all, then single tests. Marks cannot say this: pytest's names of
    tests are fixed when they are collected."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
