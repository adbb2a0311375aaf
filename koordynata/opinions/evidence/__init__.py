"""The evidence sheet: the questions of data/questions.csv answered from the warehouse, each figure with its sources."""

from .canonical import canonical, digest_of
from .sheet import FORMAT, build_sheet

__all__ = ["FORMAT", "build_sheet", "canonical", "digest_of"]
