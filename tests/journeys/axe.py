"""axe-core in the page: what an automatic check of accessibility can find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "koordynata/web/static/vendor/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """What axe finds: rule, place, words. The script comes in beside the page's own policy, as a person's tool would."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8") + "\n;null")
    result: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{rule['id']}: {node['target']} – {rule['help']}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
    ]
