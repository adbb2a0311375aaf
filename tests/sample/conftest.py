"""One small sample for all tests that only read it."""

from pathlib import Path

import pytest

from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.plan import Plan


@pytest.fixture(scope="session")
def opolskie() -> Sample:
    """The sample of Opolskie."""
    return Sample(Plan(regions=("16",)))


@pytest.fixture(scope="session")
def files(opolskie: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    folder = tmp_path_factory.mktemp("sample")
    opolskie.write(folder)
    return folder
