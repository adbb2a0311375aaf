"""What is done with lists."""

from .loading import load_reference
from .versions import record_list_version

__all__ = ["load_reference", "record_list_version"]
