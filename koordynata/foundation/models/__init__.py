"""What every room stands on: the audit chain."""

from .audit import AuditEvent, AuditHead, EventPlace

__all__ = ["AuditEvent", "AuditHead", "EventPlace"]
