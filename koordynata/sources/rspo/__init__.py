"""Rejestr Szkół i Placówek Oświatowych: the CSV export of the public site, and pages of its API."""

from .layout import DETAILS, LAYOUT
from .pages import OCCUPATIONS, read_pages
from .table import read

__all__ = ["DETAILS", "LAYOUT", "OCCUPATIONS", "read", "read_pages"]
