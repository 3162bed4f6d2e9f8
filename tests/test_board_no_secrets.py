"""严禁录入涉密事项: said at every form into which people write, or hand in a file."""

import re
from pathlib import Path

import pytest

import board
from tests.office import establish

TEMPLATES = sorted((Path(board.__file__).parent / "templates").glob("*.html"))
SENTENCE = "严禁录入涉密事项。"

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r"<(textarea|input)\b((?:[^>\"]|\"[^\"]*\")*)>")
_TYPE = re.compile(r"type=\"(\w+)\"")
# What no sentence fits into.
_HARMLESS = {"hidden", "date", "checkbox", "radio", "number", "password"}
# A figure is typed into a field of a few characters.
_FIGURE = 'inputmode="decimal"'


def _asks_for_words(form: str) -> bool:
    for tag, written in _FIELD.findall(form):
        kind = _TYPE.search(written)
        if tag == "textarea" or (
            (kind is None or kind[1] not in _HARMLESS)
            and _FIGURE not in written
            and "disabled" not in written
        ):
            return True
    return False


def _source(template: Path) -> str:
    """The template, with a form that a macro opens written out."""
    source = template.read_text(encoding="utf-8")
    if "macro _begin(" in source:
        _, _, source = source.partition("{% endmacro %}")
        source = re.sub(r"{{ _begin\(.*?\) }}", '<form method="post">', source)
    return source


def _forms(template: Path) -> list[str]:
    return [
        form
        for head, form in _FORM.findall(_source(template))
        # A password or a code that is typed to get in is no entry.
        if 'method="post"' in head and 'action="/sign-in' not in head and '/code"' not in head
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_form_that_takes_words_or_a_file_says_it(template: Path) -> None:
    silent = [
        " ".join(form.split())[:160]
        for form in _forms(template)
        if _asks_for_words(form) and "no_secrets()" not in form
    ]
    assert silent == []


def test_the_walk_finds_the_forms_and_their_fields() -> None:
    asking = [form for template in TEMPLATES for form in _forms(template) if _asks_for_words(form)]
    assert len(asking) > 20
    assert any('type="file"' in form for form in asking)
    assert _asks_for_words('<input name="lead" value="{{ a > b }}">')
    assert not _asks_for_words('<input type="hidden" name="x"><input type="date" name="y">')


def test_a_form_that_is_opened_is_closed() -> None:
    for template in TEMPLATES:
        source = _source(template)
        assert source.count("<form") == source.count("</form>"), template.name


def test_people_read_it_on_the_pages(home: Path) -> None:
    office = establish()
    clerk, unit = office.person("wangmin"), office.person("suwang")
    for address in ("/documents", f"/documents/{office.document}", f"/tasks/{office.task}/amendment"):
        assert SENTENCE in clerk.sees(address)
    own = f"/assignments/{office.lead_assignment}"
    unit.does(f"{own}/acceptance")
    assert SENTENCE in unit.sees(own)
