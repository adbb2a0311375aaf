"""Numbers as people write them: a comma in Polish, groups of digits, no zeros that say nothing."""

from decimal import Decimal
from typing import Any

from django import forms


class AmountField(forms.DecimalField):
    """A number with up to two decimals, read and shown in the reader's language."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, localize=True, **more)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def prepare_value(self, value: Any) -> Any:
        """`50` for 50.00; what somebody has just written stays as he wrote it."""
        return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value
