"""A page shown again with what somebody had typed into one of its forms, so that nothing has to be written twice.

It works on the finished page, and so for every form of the board alike: the form that was sent is found by its
address, its fields get back their values, the folds around it are opened, and the reason stands on top of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

Typed = Sequence[tuple[str, str]]
"""The fields of a form as they were sent, in order."""

_UNTOUCHED = frozenset({"hidden", "submit", "button", "image", "reset", "file", "password"})
_TICKED = frozenset({"checkbox", "radio"})
_FOCUSED = frozenset({"textarea", "select"})


@dataclass(slots=True)
class _Tag:
    """A start tag and where it stands in the page; ``until`` is where the content of its element ends."""

    name: str
    start: int
    end: int
    values: dict[str, str | None]
    until: int = 0
    options: list["_Tag"] = field(default_factory=list)
    text: str = ""

    def says(self, name: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.values.get(name) or ""


@dataclass(slots=True)
class _Form:
    tag: _Tag
    fields: list[_Tag] = field(default_factory=list)
    folds: list[_Tag] = field(default_factory=list)


def refill(
    page: str, action: str, typed: Typed, notice: str, hint: str = "", *, is_wrong: bool = True
) -> str | None:
    """The page with this form filled in and ``notice`` on top of it; None where it has no such form.

    ``hint`` is a second sentence, ``is_wrong`` whether something was. What the page itself put into hidden fields stays as the page has it now.
    """
    reader = _Reader(page)
    reader.feed(page)
    reader.close()
    forms = [form for form in reader.forms if form.tag.says("action").split("?")[0] == action]
    if not forms:
        return None
    chosen = max(forms, key=lambda form: _likeness(form, typed))
    tone = "problem" if is_wrong else "note"
    said = f'<p class="{tone}" role="alert">{escape(notice)}</p>' + (
        f'<p class="quiet">{escape(hint)}</p>' if hint else ""
    )
    edits = [(chosen.tag.end, chosen.tag.end, said), *_filled(chosen, typed)]
    edits += [(fold.start, fold.end, _written(fold, {"open": None})) for fold in chosen.folds]
    edits += [
        (one.start, one.end, _written(one, without="autofocus"))
        for form in reader.forms
        if form is not chosen
        for one in form.fields
        if "autofocus" in one.values and one.name == "input"
    ]
    if reader.content_at:
        top = f'<p class="{tone}">{escape(notice)}</p>'
        edits.append((reader.content_at, reader.content_at, top))
    for start, end, new in sorted(edits, reverse=True):
        page = page[:start] + new + page[end:]
    return page


def _likeness(form: _Form, typed: Typed) -> tuple[int, int]:
    """How much of what was sent fits: the hidden values that tell forms of one address apart, then the names."""
    sent = set(typed)
    hidden = sum(
        (one.says("name"), one.says("value")) in sent for one in form.fields if one.says("type") == "hidden"
    )
    names = {name for name, _ in typed}
    return hidden, sum(one.says("name") in names for one in form.fields)


def _filled(form: _Form, typed: Typed) -> Iterable[tuple[int, int, str]]:
    left: dict[str, list[str]] = {}
    for name, value in typed:
        left.setdefault(name, []).append(value)
    is_focused = False
    for one in form.fields:
        name, kind = one.says("name"), one.says("type")
        if (
            not name
            or (name not in left and kind not in _TICKED)
            or (kind in _UNTOUCHED and one.name == "input")
        ):
            continue
        if one.name == "select":
            for option in one.options:
                value = option.says("value") if "value" in option.values else option.text.strip()
                yield option.start, option.end, _chosen(option, "selected", value in left[name])
            continue
        if kind in _TICKED:
            is_ticked = (one.says("value") or "on") in left.get(name, ())
            yield one.start, one.end, _chosen(one, "checked", is_ticked)
            continue
        value = left[name].pop(0) if left[name] else ""
        # The page opens where the form is, also without script.
        more: dict[str, str | None] = {} if is_focused else {"autofocus": None}
        is_focused = True
        if one.name == "textarea":
            yield one.start, one.until, _written(one, more) + "\n" + escape(value)
        else:
            yield one.start, one.end, _written(one, {"value": value, **more})


def _chosen(tag: _Tag, name: str, is_so: bool) -> str:
    return _written(tag, {name: None}) if is_so else _written(tag, without=name)


def _written(tag: _Tag, more: dict[str, str | None] | None = None, without: str = "") -> str:
    values = {name: value for name, value in (tag.values | (more or {})).items() if name != without}
    said = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in values.items()
    )
    return f"<{tag.name}{said}>"


class _Reader(HTMLParser):
    """Where the forms of a page stand, with their fields and the folds (``details``) around them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self.content_at = 0
        self._form: _Form | None = None
        self._folds: list[_Tag] = []
        self._text: _Tag | None = None
        self._select: _Tag | None = None
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a field or a fold."""
        start = self._at()
        one = _Tag(tag, start, start + len(self.get_starttag_text() or ""), dict(attrs))
        match tag:
            case "main":
                self.content_at = one.end
            case "form":
                self._form = _Form(one, folds=list(self._folds))
                self.forms.append(self._form)
            case "details":
                self._folds.append(one)
            case "option" if self._select is not None:
                self._select.options.append(one)
            case "input" | "textarea" | "select" if self._form is not None:
                self._form.fields.append(one)
                self._form.folds += [fold for fold in self._folds if fold not in self._form.folds]
                self._text = one if tag == "textarea" else self._text
                self._select = one if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        """Note where a field, a fold or a form ends."""
        match tag:
            case "form":
                self._form = None
            case "details" if self._folds:
                self._folds.pop()
            case "textarea" if self._text is not None:
                self._text.until, self._text = self._at(), None
            case "select":
                self._select = None

    def handle_data(self, data: str) -> None:
        """Note what an option without a value says."""
        if self._select is not None and self._select.options:
            self._select.options[-1].text += data

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
