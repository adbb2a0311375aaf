"""Sign-in form in the words of the house."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """Labels say what a field is; nothing is repeated in grey inside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take out what the page says better elsewhere."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
