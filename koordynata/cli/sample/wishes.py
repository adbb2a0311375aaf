"""Which regions an installation wants to see (KOORDYNATA_SAMPLE_REGIONS)."""

import os


def regions_wished_for(words: str | None = None) -> tuple[str, ...]:
    """Codes from `16,12`, or from the environment; empty means all."""
    text = os.environ.get("KOORDYNATA_SAMPLE_REGIONS", "") if words is None else words
    return tuple(code.strip() for code in text.split(",") if code.strip())
