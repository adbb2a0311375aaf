"""What a process does once, before it answers."""

import atexit
import gc
from importlib import import_module

from django.conf import settings


def settle() -> None:
    """Load every page, then keep what is loaded out of the garbage collector's rounds.

    None of it is ever thrown away; a full round over it stops somebody's request for a quarter of a second.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else libraries complain, at the end, of what was never taken down
