"""A report of a period: its snapshot, and the documents that are rendered from the snapshot alone."""

from .snapshot import FORMAT, snapshot_of

__all__ = ["FORMAT", "snapshot_of"]
