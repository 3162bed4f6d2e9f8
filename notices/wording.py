"""The templates of letters: the shipped ones, an office's own over them, each looked through before it is used."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    nodes,
)
from jinja2.meta import find_undeclared_variables

from config.settings import home
from notices.matters import Group, Item, Part
from notices.message import Attachment

SHIPPED = Path(__file__).parent / "templates"

_ENDING = ".j2"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the templates see it. ``address`` is where the board is; ``single`` the one matter of an order."""

    office: str
    short_name: str
    phone: str
    name: str
    is_leader: bool
    year: int
    month: int
    day: int
    count: int
    counted: str
    late: int
    longest: int
    parts: tuple[Part, ...]
    address: str
    files: tuple[Attachment, ...] = ()

    @property
    def of_what(self) -> str:
        """What ``count`` counts: matters, or notices where one matter is told of twice."""
        return "督办事项" if self.count == sum(part.matters for part in self.parts) else "督办通知"

    @property
    def enclosed(self) -> tuple[str, ...]:
        """What the files that come with it are called."""
        return tuple(file.name for file in self.files)

    @property
    def single(self) -> Item:
        """The first matter of all."""
        return self.parts[0].items[0]


@dataclass(frozen=True, slots=True)
class Missed:
    """A unit that nothing reached, as the head of the office is told of it. ``count`` is of what was to be said."""

    unit: str
    why: str
    person: str
    phone: str
    since: date
    workdays: int
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The letter to the head of the office: which units nothing reached for ``workdays`` and longer."""

    office: str
    short_name: str
    year: int
    month: int
    day: int
    workdays: int
    address: str
    missed: tuple[Missed, ...]


def _names(of: type[Any]) -> frozenset[str]:
    properties = {name for name, value in vars(of).items() if isinstance(value, property)}
    return frozenset(field.name for field in fields(of)) | properties


# A template speaks of these under these names, whatever loop they come from.
_FIELDS = {
    "letter": _names(Letter),
    "part": _names(Part),
    "group": _names(Group),
    "item": _names(Item),
    "report": _names(Report),
    "missed": _names(Missed),
}


class Wording:
    """The templates in force. ``problems`` says what is wrong with those that are not, in sentences."""

    def __init__(self, own: Path | None = None, shipped: Path = SHIPPED) -> None:
        self._shipped = _environment(FileSystemLoader(shipped))
        sound, self.problems = _looked_through(own, self._shipped) if own else ({}, ())
        self._own = _environment(ChoiceLoader([DictLoader(sound), FileSystemLoader(shipped)]))
        self._changed = frozenset(sound)

    def names(self) -> list[str]:
        """Every template there is, by file name."""
        return self._own.list_templates()

    def render(self, name: str, **context: Any) -> str:
        """What a template says. Where an office's own one fails on a letter, the shipped one speaks."""
        if self._changed:
            try:
                return self._own.get_template(name).render(context)
            except Exception:  # whatever it is, the letter has to go out
                _log.exception("own template %s failed; the shipped one is used", name)
        return self._shipped.get_template(name).render(context)


def wording() -> Wording:
    """The templates of this office: those in its data folder (``templates/``) over the shipped ones.

    They are read again when a file was changed. One with a mistake is left out and the shipped one stays in
    force; ``problems`` tells.
    """
    own = home() / "templates"
    return _read(own, _marks(own))


def problems_in(name: str, text: str, known: Iterable[str]) -> list[str]:
    """What is wrong with a template: a sentence for each, with file, line and field.

    ``known`` are the templates that it may include.
    """
    environment = _environment(DictLoader({}))
    try:
        tree = environment.parse(text, name, name)
        # What parses may still not compile: a block twice, an unknown filter.
        environment.compile(text, name, name)
    except TemplateSyntaxError as error:
        return [f"模板{name}第{error.lineno}行写法不对（{error.message}）。请改正。"]
    found = [*_unknown_names(tree, name), *_unknown_fields(tree, name)]
    found += _unknown_templates(tree, name, frozenset(known))
    return found


def _unknown_names(tree: nodes.Template, name: str) -> list[str]:
    strange = find_undeclared_variables(tree) - _FIELDS.keys()
    lines = {node.name: node.lineno for node in reversed(list(tree.find_all(nodes.Name)))}
    known = "、".join(_FIELDS)
    return [
        f"模板{name}第{lines.get(one, 1)}行：没有字段{one}。可以用的有{known}。" for one in sorted(strange)
    ]


def _unknown_fields(tree: nodes.Template, name: str) -> list[str]:
    return [
        f"模板{name}第{node.lineno}行：没有字段{node.node.name}.{node.attr}。"
        f"{node.node.name}的字段有{'、'.join(sorted(_FIELDS[node.node.name]))}。"
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name)
        and node.node.name in _FIELDS
        and node.attr not in _FIELDS[node.node.name]
    ]


def _unknown_templates(tree: nodes.Template, name: str, known: frozenset[str]) -> list[str]:
    named: list[Any] = [*tree.find_all((nodes.Include, nodes.Extends, nodes.Import))]
    return [
        f"模板{name}第{node.lineno}行：没有模板{node.template.value}。请改正名字。"
        for node in named
        if isinstance(node.template, nodes.Const) and node.template.value not in known
    ]


def _looked_through(own: Path, shipped: Environment) -> tuple[dict[str, str], tuple[str, ...]]:
    """The sound ones among an office's own templates, and what is wrong with the others."""
    known = frozenset(shipped.list_templates())
    sound: dict[str, str] = {}
    problems: list[str] = []
    for file in _files(own):
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            found = [f"模板{file.name}读不出来。请存成UTF-8编码的文本。"]
        else:
            found = problems_in(file.name, text, known)
            if file.name not in known:
                found = [
                    f"模板{file.name}没有用处：名字不是已有的模板。可以改的有{'、'.join(sorted(known))}。"
                ]
        if found:
            problems += [f"{sentence}改好以前用原来的模板。" for sentence in found]
        else:
            sound[file.name] = text
    return sound, tuple(problems)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(_ENDING) and file.is_file())
    except OSError:
        return []


def _marks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in _files(folder))


@cache
def _read(own: Path, _marks: tuple[tuple[str, int, int], ...]) -> Wording:
    return Wording(own)


def _environment(loader: BaseLoader) -> Environment:
    return Environment(
        loader=loader,
        undefined=StrictUndefined,
        # Only what is read as HTML: an & in a plain letter is an &.
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
