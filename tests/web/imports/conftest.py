"""The toy importer of the engine's own tests."""

from tests.sources.conftest import toy

__all__ = ["toy"]
