"""What a document may fetch while it is made: the house's own fonts, by name, and nothing else."""

import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

FONT = re.compile(r"font:(lato-(?:latin|latin-ext)-(?:400|700|900)-normal)")


def font_bytes(url: str) -> bytes:
    """The font that `font:lato-latin-400-normal` names. Raises ValueError for every other address."""
    match = FONT.fullmatch(url)
    path = finders.find(f"vendor/lato/{match[1]}.woff2") if match else None
    if not path:
        raise ValueError(f"not fetched: {url[:200]}")
    return Path(path).read_bytes()


def package_fetcher() -> Any:
    """The fetcher for WeasyPrint; whatever it refuses is left out of the document."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PackageFetcher(URLFetcher):  # type: ignore[misc]
        """Fonts by name. Its parent would open networks and files."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, font_bytes(url), {"Content-Type": "font/woff2"})

    return PackageFetcher()
