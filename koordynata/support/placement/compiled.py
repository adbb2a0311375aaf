"""Machine code for the loops over options: typed, without the interpreter's lock, kept beside the source."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as Numba compiles it, once a machine."""
    return cast(Function, njit(cache=True, nogil=True)(function))


@compiled
def whole(value: int) -> int:
    """In 64 bits, whatever column it was read from: a heap holds numbers of one size."""
    return value + 0
