"""Writes the reference pages from the code itself while the documentation is built."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent


def on_config(config: Any) -> Any:
    """Load the program, so that its own lists can be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")
    import django

    django.setup()
    return config


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Replace `<!-- generated: NAME -->` by what the code says."""
    for name, generate in GENERATORS.items():
        marker = f"<!-- generated: {name} -->"
        if marker in markdown:
            markdown = markdown.replace(marker, generate())
    return markdown


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines
    )


def decisions() -> str:
    """Every ADR by number, with its title."""
    files = sorted((DOCS / "adr").glob("0*.md"))
    return "\n".join(f"* [{f.read_text().splitlines()[0].lstrip('# ')}]({f.name})" for f in files)


def roles() -> str:
    """Roles and their permissions."""
    from django.utils.translation import override

    from koordynata.accounts.roles import ROLES

    with override("en"):
        return table(
            ["role", "for", "permissions", "second factor"],
            [
                [
                    str(r.name),
                    str(r.description),
                    ", ".join(sorted(p.value for p in r.permissions)),
                    "yes" if r.staff else "no",
                ]
                for r in ROLES.values()
            ],
        )


def commands() -> str:
    """Every command of the program with its own help."""
    from django.core.management import load_command_class
    from django.utils.translation import override

    from koordynata.cli.overview import names

    parts = []
    with override("en"):
        for name in names():
            parser = load_command_class("koordynata.cli", name.replace("-", "_")).create_parser("", name)
            description, parser.description = parser.description, None
            parts.append(f"## {name}\n\n{description}\n\n```text\n{parser.format_help()}```\n")
    return "\n".join(parts)


def sources() -> str:
    """Every kind of file: who publishes it, what its columns mean."""
    from django.utils.translation import override

    from koordynata.sources.catalogue import importers

    parts = []
    with override("en"):
        for importer in importers():
            parts.append(f"## {importer.id}: {importer.title}\n\n{importer.expects}\n")
            parts.append(f"Publisher: {importer.publisher}. Licence: {importer.licence}.\n")
            if importer.layout:
                rows = [
                    [f"`{c.header}`", str(c.meaning), str(c.kind.label), "yes" if c.required else "no", c.example]
                    for c in importer.layout.columns
                ]
                parts.append(table(["column", "meaning", "kind", "required", "example"], rows) + "\n")
    return "\n".join(parts)


def metrics() -> str:
    """Every metric with its card."""
    from django.utils.translation import override

    from koordynata.intelligence.queries import metric_cards

    with override("en"):
        return "\n".join(_card(card) for card in metric_cards())


def _card(card: Any) -> str:
    from dataclasses import asdict

    from koordynata.intelligence.metrics import units

    told = asdict(card) | {"unit": units.NAMES[card.unit], "inputs": ", ".join(card.inputs)}
    rows = [[name.replace("_", " "), str(value)] for name, value in told.items() if name not in {"id", "title"}]
    return f"## {card.id}: {card.title}\n\n{table(['', ''], rows)}\n"


def gap_parts() -> str:
    """The parts of the gap with their weights and thresholds."""
    from django.utils.translation import override

    from koordynata.intelligence.method import gap_method
    from koordynata.intelligence.queries.parts import TITLES

    head = ["part", "weight", "−100 at", "0 at", "+100 at", "may be older by"]
    with override("en"):
        rows = [
            [
                str(TITLES[p.id]),
                *(f"{x:g}" for x in (p.weight, p.deficit_at, p.balance_at, p.surplus_at)),
                f"{p.max_age} years",
            ]
            for p in gap_method().parts
        ]
    return table(head, rows)


def gap_classes() -> str:
    """The classes of the gap with their limits."""
    from django.utils.translation import override

    from koordynata.intelligence.method import gap_method
    from koordynata.intelligence.queries import GapClass

    with override("en"):
        rows = [
            [c.letter, str(GapClass(c.letter).label), f"{max(c.above, -100):g} to {min(c.up_to, 100):g}"]
            for c in gap_method().classes
        ]
    return table(["", "class", "score"], rows)


GENERATORS = {
    "sources": sources,
    "metrics": metrics,
    "decisions": decisions,
    "roles": roles,
    "commands": commands,
    "gap-parts": gap_parts,
    "gap-classes": gap_classes,
}
