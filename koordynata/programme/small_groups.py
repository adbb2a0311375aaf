"""Which places of a table by place are hidden, so that no group of a few people can be worked out. Pure.

The rule of the house (docs/adr/0011): a figure on fewer people than the threshold is hidden, and so is each from
which one could be worked out. Here the total is known to every reader, and so are earlier periods: what counts is
therefore each period's growth. Differences between two indicators are not covered.
"""

from collections.abc import Mapping, Sequence


def hidden(series: Mapping[str, Sequence[int]], least: int) -> set[str]:
    """Places to hide, of running totals by place as of each period. What is hidden once stays hidden later."""
    found: set[str] = set()
    length = max((len(one) for one in series.values()), default=0)
    for at in range(length):
        found |= {place for place, counts in series.items() if 0 < abs(_grown(counts, at)) < least}
        rest = sorted((counts[at], place) for place, counts in series.items() if place not in found and counts[at])
        while rest and not _safe(series, found, at, least):
            found.add(rest.pop(0)[1])
    return found


def _safe(series: Mapping[str, Sequence[int]], found: set[str], at: int, least: int) -> bool:
    """Whether total minus what is shown tells nothing of a few people: of none, or of two places with enough."""
    if not found:
        return True
    growth = [sum(_grown(series[place], step) for place in found) for step in range(at + 1)]
    peopled = sum(1 for place in found if series[place][at])
    return peopled > 1 and all(one == 0 or abs(one) >= least for one in growth)


def _grown(counts: Sequence[int], at: int) -> int:
    return counts[at] - (counts[at - 1] if at else 0)
