"""Who comes in, who invites, and what a stranger sees."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .conftest import PASSWORD, House, OpenPage, sign_in


def test_the_desk_is_closed_until_sign_in(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/luki/")
    expect(page).to_have_url(re.compile("/konto/login/"))


def test_a_wrong_password_opens_nothing(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/konto/login/")
    page.fill("input[name=login]", "officer.16@example.org")
    page.fill("input[name=password]", PASSWORD + "!")
    page.click("main button[type=submit]")
    expect(page.locator("main [role=alert], main .error, main .errorlist").first).to_be_visible()
    expect(page).to_have_url(re.compile("/konto/login/"))


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    """Sign in, go to the search with `/`, find an occupation, open it."""
    page = open_page()
    page.goto("/konto/login/")
    page.locator("input[name=login]").focus()
    page.keyboard.type("member.16@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/konto/login" not in url)
    page.keyboard.press("/")
    page.keyboard.type("mechatronik")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/szukaj/"))
    expect(page.get_by_role("link", name=re.compile("mechatronics")).first).to_be_visible()


def test_an_invitation_becomes_an_account(open_page: OpenPage, house: House) -> None:
    page = open_page("officer.16")
    page.goto("/osoby/zapros/")
    page.fill("input[name=email]", "nowa.osoba@example.org")
    page.select_option("select[name=role]", "member")
    page.locator("main form button.primary").click()
    page.wait_for_load_state("networkidle")
    mails = sorted((house.data / "mail").glob("*.log"))
    link = re.search(r"https?://\S+/zaproszenie/\S+", mails[-1].read_text())
    assert link is not None

    newcomer = open_page()
    newcomer.goto(link[0])
    newcomer.fill("input[name=full_name]", "Nowa Osoba (przykład)")
    for field in newcomer.locator("input[type=password]").all():
        field.fill("zupelnie nowe haslo 7")
    newcomer.locator("main form button.primary").click()
    newcomer.wait_for_load_state("networkidle")
    expect(newcomer.get_by_role("banner")).to_contain_text("Nowa Osoba")


def test_another_region_does_not_exist(open_page: OpenPage) -> None:
    """The analyst of Małopolskie asks for a school and a territory of Opolskie."""
    officer = open_page("officer.16")
    officer.goto("/instytucje/")
    address = officer.locator("main table tbody a").first.get_attribute("href")
    assert address is not None
    analyst = open_page("analyst.12")
    for foreign in (address, "/terytoria/1607/"):
        answer = analyst.goto(foreign)
        assert answer is not None and answer.status == 404, foreign


def test_language_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, "member.16")
    page.get_by_role("button", name=re.compile("PL|Polski")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    page.get_by_role("button", name=re.compile("EN|English")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
