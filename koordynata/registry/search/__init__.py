"""Search that forgives: Polish letters, inflection, typing errors."""

from .asking import Hit, find, find_institution_ids
from .documents import INSTITUTION, OCCUPATION, QUALIFICATION, SCHOOL
from .refreshing import refresh_search_index, reindex_later

__all__ = [
    "INSTITUTION",
    "OCCUPATION",
    "QUALIFICATION",
    "SCHOOL",
    "Hit",
    "find",
    "find_institution_ids",
    "refresh_search_index",
    "reindex_later",
]
