"""What stands where a page does not: the same anatomy, no detail of what failed."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation


@pytest.mark.parametrize("name", ["500.html", "403_csrf.html"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_page_for_the_worst_needs_no_context(name: str, language: str) -> None:
    with translation.override(language):
        page = render_to_string(name)
    assert f'<html lang="{language}">' in page and "<h1>" in page and 'href="/"' in page


def test_a_missing_page_keeps_the_anatomy_and_repeats_nothing(coordinator: Any, as_user: Any) -> None:
    response = as_user(coordinator).get("/nie-ma/<script>alert(1)</script>/")
    page = response.content.decode()
    assert response.status_code == 404
    assert 'class="topbar"' in page and 'id="content"' in page and "alert(1)" not in page


def test_a_form_without_its_token_says_what_to_do(coordinator: Any, settings: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coordinator)
    response = browser.post("/jezyk/", {"language": "en"})
    assert response.status_code == 403 and "<h1>" in response.content.decode()
