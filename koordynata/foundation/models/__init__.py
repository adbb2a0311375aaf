"""What every room stands on: the audit chain, and what its rows of kept files have in common."""

from .audit import AuditEvent, AuditHead, EventPlace
from .kept import KeptFile, OptionalFile, OwnTemplate

__all__ = ["AuditEvent", "AuditHead", "EventPlace", "KeptFile", "OptionalFile", "OwnTemplate"]
