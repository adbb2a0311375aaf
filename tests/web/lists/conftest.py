"""Lists with something on them, and with a name that would be a formula."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches

from koordynata.registry.models import Institution
from koordynata.sources.models import Snapshot
from tests.web.conftest import things  # noqa: F401 - one of each
from tests.web.intelligence import fakes

FORMULA = "=HYPERLINK(1)"


@pytest.fixture(autouse=True)
def _counters_start_at_zero() -> None:
    caches["local"].clear()


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


@pytest.fixture
def made_up(things: dict[str, Any], land: Any, lists: Any) -> dict[str, Any]:  # noqa: F811
    """Two companies that look alike and begin like a formula, and a file of the sample."""
    for number in (1, 2):
        Institution.objects.create(
            kind="employer", name=f"{FORMULA} Zakłady Kolejowe Opole {number}", nip="5260001246",
            territory=land["1661"], is_sample=True,
        )  # fmt: skip
    Snapshot.objects.create(
        sha256="c" * 64, source="x", file_name="x", size=1, publisher="x", licence="y", is_sample=True
    )
    return things
