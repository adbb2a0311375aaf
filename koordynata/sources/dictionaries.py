"""Lists of codes that templates offer to choose from, by name; the rooms that hold the lists enter them.

# koordynata/reference/dictionaries.py
dictionaries.enter("powiat", powiats)
"""

from collections.abc import Callable, Iterable

Entry = tuple[str, str]  # what is written into the cell, and its name for people
Provider = Callable[[], Iterable[Entry]]

_providers: dict[str, Provider] = {}


def enter(name: str, provider: Provider) -> None:
    """Enter a list under its name; a second one of the same name is a mistake of the program."""
    if name in _providers:
        raise ValueError(f"two dictionaries are called {name}")
    _providers[name] = provider


def entries(name: str) -> list[Entry]:
    """The codes and names of a list as it stands now; nothing for a list that nobody entered."""
    return list(_providers[name]()) if name in _providers else []
