"""A text in paragraphs: comments point to one of them by its number, from 1."""

import re


def paragraphs(text: str) -> list[str]:
    """Paragraphs, with a blank line between them in the text."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
