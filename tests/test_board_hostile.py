"""Every form of the board with values that nobody should send: refused or shown harmlessly, never a fault of ours."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.amounts import some
from tests.link_visit import Visit, make_link
from tests.place import Place
from tests.seen_by import BEHIND_LINKS, OPEN, SEEN_BY
from tests.test_board_routes import FORM, routes

MARKUP = "<script>alert(1)</script>\"'><b onclick=x>"
HOSTILE = {
    "markup": MARKUP,
    "formula": '=HYPERLINK("http://x","y")+cmd|\'/c calc\'!A0',
    "path": "../../../../etc/passwd",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}%s%n",
    "nothing seen": "\u200b\u202e\ufeff\x00\x07\r\n",
    "too long": "长" * 5_001,
    "a huge number": "9" * 400,
    "no number": "-1e309",
    "blank": "   ",
    "no unicode": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
}
QUERY = (
    *("done", "light", "level", "document", "all", "show"),
    *("do", "page", "q", "sort", "since", "until", "kind", "unit", "year", "next"),
)
_FORMS_TRIED, _FILES_TRIED, _QUERIES_TRIED, _PAGES_TRIED = 60, 30, 80, 40
# Chosen from a list; with anything else the words of the form are not even looked at.
CHOICES = {name for name, value in FORM.items() if value.isascii()}
_FIELD = re.compile(r'(?:text|day|number|figure|pressed|get|getlist)\((?:form, ?)?\s*"(\w+)"')


def _fields() -> set[str]:
    """The name of every field that the board reads, from the board itself."""
    named = {
        name
        for file in Path(__file__).parent.parent.joinpath("board").glob("*.py")
        for name in _FIELD.findall(file.read_text(encoding="utf-8"))
    }
    assert {"progress", "reason", "login", "note", "unit"} <= named
    return named - {"form_token", "password", "once", "carried", "carried_seal"}


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


def _forms() -> Iterator[dict[str, str]]:
    """Markup in every field, and in the words alone; then all the others, each field another and none twice alike."""
    fields, values = sorted(_fields()), list(HOSTILE.values())
    everywhere = dict.fromkeys(fields, MARKUP)
    chosen = {name: FORM[name] for name in CHOICES}
    yield everywhere
    yield everywhere | chosen
    for turn in range(3):
        mixed = {name: values[(place + 3 * turn) % len(values)] for place, name in enumerate(fields)}
        yield mixed | (chosen if turn else {})


@cache
def _bodies() -> list[str]:
    """These forms as they go over the line: to put them so takes longer than most answers to them."""
    return [urlencode(form) for form in _forms()]


def _post(client: Any, address: str, body: str, form_token: str) -> Any:
    return client.post(
        address,
        content=f"{body}&form_token={form_token}",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        follow_redirects=False,
    )


def _is_harmless(answer: Any) -> bool:
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return answer.status_code < 500 and not (
        is_page and ("<script>alert(1)" in answer.text or "<b onclick" in answer.text)
    )


@pytest.mark.long
@pytest.mark.parametrize("login", ["wangmin", "suwang"])
def test_no_value_in_any_field_makes_the_board_fail(place: Place, login: str) -> None:
    person = place.person(login)
    paths = [
        path
        for method, path in routes(place.office.app)
        if method == "POST" and not path.startswith(BEHIND_LINKS) and path != "/sign-out"
    ]
    for path, body in some(product(paths, _bodies()), _FORMS_TRIED):
        answer = _post(person.client, place.address(path), body, person.form_token)
        assert _is_harmless(answer), (path, answer.status_code)
    for path in some(SEEN_BY, _PAGES_TRIED):
        assert _is_harmless(person.client.get(place.address(path))), path


@pytest.mark.long
def test_no_value_by_a_link_makes_the_board_fail(place: Place) -> None:
    address, _ = make_link(place.office, place.address("/units/{unit_id}/links"))
    visit = Visit(place.office, address)
    for method, path in routes(place.office.app):
        if method != "POST" or not path.startswith(BEHIND_LINKS):
            continue
        here = place.address(path, token=address.removeprefix("/l/"))
        for body in some(_bodies(), 2):
            answer = _post(visit.client, here, body, visit.form_token)
            assert _is_harmless(answer), (path, answer.status_code)
    assert _is_harmless(visit.client.get(address))


@pytest.mark.long
def test_no_name_of_a_file_makes_the_board_fail(place: Place) -> None:
    person = place.person("wangmin")
    names = ["../../x.pdf", f"C:\\{MARKUP}.pdf", "=1+1" + "x" * 4_000 + ".xlsx"]
    paths = [
        path
        for method, path in routes(place.office.app)
        if method == "POST" and not path.startswith(BEHIND_LINKS) and f"POST {path}" not in OPEN
    ]
    for path, name in some(product(paths, names), _FILES_TRIED):
        files = [(field, (name, b"%PDF-1.4\n%%EOF\n", "application/pdf")) for field in ("file", "photo")]
        answer = person.posts(place.address(path), files=files, **FORM)
        assert _is_harmless(answer), (path, name, answer.status_code)
    assert not Path("/etc/x.pdf").exists()


@pytest.mark.long
def test_the_search_and_filter_of_no_page_fail_on_any_query(place: Place) -> None:
    clerk = place.person("wangmin")
    for path, (called, value) in some(product(SEEN_BY, HOSTILE.items()), _QUERIES_TRIED):
        answer = clerk.client.get(place.address(path), params=dict.fromkeys(QUERY, value[:60]))
        assert _is_harmless(answer), (path, called)
