"""What tests read out of a page."""

import re
from typing import Any

CHANGING = re.compile(
    r'(name="csrfmiddlewaretoken" value|"X-CSRFToken"): ?=?"[^"]+"|(csrfmiddlewaretoken|form_key)" value="[^"]+"'
)


def text(response: Any) -> str:
    """The page as text."""
    content: str = response.content.decode()
    return content


def lasting(response: Any) -> str:
    """The page without the tokens and keys that differ at every request."""
    return CHANGING.sub("", text(response))


def results(page: str) -> str:
    """What stands inside the part that htmx swaps."""
    start = page.index('<div id="results">') + len('<div id="results">')
    return page[start : page.index('</div><div id="drawer"')]
