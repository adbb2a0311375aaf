"""Votes of an entry from the old books, as far as these tell them."""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

CHOICES = {
    "in_favour": pgettext_lazy("vote", "in favour"), "against": pgettext_lazy("vote", "against"),
    "abstained": pgettext_lazy("vote", "abstained"),
}  # fmt: skip


def known_votes_words(votes: Mapping[str, int]) -> str:
    """`in favour 12, against 1`: what the old books say, and nothing that they do not."""
    return ", ".join(f"{words} {votes[name]}" for name, words in CHOICES.items() if name in votes)
