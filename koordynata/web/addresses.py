"""Addresses that registers write down in many ways."""

import re

_DOMAIN = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/[^\s<>\"']*)?", re.IGNORECASE)


def web_address(text: str) -> str:
    """A link's address for `www.szkola.pl` or `https://szkola.pl/x`; empty when it is something else."""
    text = text.strip()
    if not _DOMAIN.fullmatch(text):
        return ""
    return text if "://" in text else f"http://{text}"
