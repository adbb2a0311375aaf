"""A loader on the ground of the cast's small country."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from koordynata.reference.models import BarometerGroup
from tests.loading import Load, loader


@pytest.fixture
def load(land: Any, lists: Any, tmp_path: Path) -> Load:
    BarometerGroup.objects.create(code="BG-TORY", name_pl="monterzy nawierzchni kolejowych")
    BarometerGroup.objects.create(code="BG-SPAWACZE", name_pl="spawacze")
    return loader(tmp_path)
