"""What an office may set about its letters on paper: words of the numbers, form, time to answer."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from config.refusal import Refusal
from config.settings import home

_SHIPPED = Path(__file__).parent / "letters.toml"
_FORMS = ("document", "letter")
_SEALS = ("own", "on_behalf")
_LONGEST_WORD, _LONGEST_NAME, _LONGEST_TEXT = 12, 60, 1000
_MOST_WORKDAYS = 120
# What would turn 督办〔2026〕12号 into another number.
_NO_WORD = re.compile(r"[\s0-9〔〕\[\]【】（）()第号]")


@dataclass(frozen=True, slots=True)
class LetterRules:
    """How one kind of letter is made.

    ``word`` stands before the year in its number, ``masthead`` in red at the head (empty: the office's name).
    ``is_letter`` is 信函格式 in place of a document with a red head. ``answer_workdays`` is how many working days a
    draft gives for the answer. ``signature`` is the organ that signs (empty: the office); ``is_on_behalf`` says that
    the seal is another's (代章).
    """

    word: str
    is_letter: bool
    masthead: str
    answer_workdays: int
    copies_to: str
    requirement: str
    signature: str = ""
    is_on_behalf: bool = False

    def signed(self, office: str) -> str:
        """What stands over the day: the organ, with 代章 behind it where another organ's seal is set for it."""
        return (self.signature or office) + ("（代章）" if self.is_on_behalf else "")


def letter_rules(kind: str) -> LetterRules:
    """The rules for a kind of letter by its stored value. Raises Refusal with the first mistake in the files."""
    return _rules(home() / "letters.toml", _stamp(home() / "letters.toml"))[kind]


@cache
def _rules(own: Path, _stamp: int) -> Mapping[str, LetterRules]:
    data = _read(_SHIPPED)
    if own.exists():
        for kind, changed in _read(own).items():
            if kind not in data:
                _refuse(own, f"没有“{kind}”这种文书，可以写：{'、'.join(data)}")
            if not isinstance(changed, dict):
                _refuse(own, f"“{kind}”要写成一节，如[{kind}]")
            for name, value in changed.items():
                _check(own, kind, name, value, data[kind])
                data[kind][name] = value
    return {
        kind: LetterRules(
            word=given["word"],
            is_letter=given["form"] == "letter",
            masthead=given["masthead"],
            answer_workdays=given["answer_workdays"],
            copies_to=given["copies_to"],
            requirement=given["requirement"],
            signature=given["signature"],
            is_on_behalf=given["seal"] == "on_behalf",
        )
        for kind, given in data.items()
    }


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        _refuse(file, f"不合TOML的写法：{error}")


def _check(file: Path, kind: str, name: str, value: Any, known: Mapping[str, Any]) -> None:
    where = f"[{kind}]的{name}"
    if name not in known:
        _refuse(file, f"[{kind}]没有“{name}”这一项，可以写：{'、'.join(known)}")
    if name == "answer_workdays":
        if type(value) is not int or not 1 <= value <= _MOST_WORKDAYS:
            _refuse(file, f"{where}要写1到{_MOST_WORKDAYS}的整数")
        return
    if not isinstance(value, str) or any(not letter.isprintable() for letter in value):
        _refuse(file, f"{where}要写一行文字")
    if name == "form" and value not in _FORMS:
        _refuse(file, f"{where}要写document（文件格式）或letter（信函格式）")
    if name == "seal" and value not in _SEALS:
        _refuse(file, f"{where}要写own（盖本机关的章）或on_behalf（代章）")
    if name == "word" and (not value or len(value) > _LONGEST_WORD or _NO_WORD.search(value)):
        _refuse(file, f"{where}要写1到{_LONGEST_WORD}个字，不含数字、括号、空格和“第”“号”，如“江产改督”")
    if len(value) > (_LONGEST_TEXT if name in ("requirement", "copies_to") else _LONGEST_NAME):
        _refuse(file, f"{where}太长")


def _refuse(file: Path, what: str) -> NoReturn:
    raise Refusal(f"文书设置写错了（{file.name}）：{what}。请对照config/letters.toml改正。")


def _stamp(file: Path) -> int:
    """What changes when the file does, so that no process goes on with an old one."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
