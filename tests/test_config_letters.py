"""What an office sets about its letters."""

from pathlib import Path

import pytest

from config.letters import letter_rules
from config.refusal import Refusal
from models.words import LetterKind


def _set(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "letters.toml").write_text(text, encoding="utf-8")


def test_every_kind_of_letter_has_its_rules(home: Path) -> None:
    words = {letter_rules(kind.value).word for kind in LetterKind}
    assert len(words) == len(LetterKind)


def test_an_office_changes_only_what_it_writes(home: Path) -> None:
    _set(home, '[order]\nword = "江产改督"\nanswer_workdays = 7\n')
    rules = letter_rules("order")
    assert (rules.word, rules.answer_workdays, rules.is_letter) == ("江产改督", 7, True)
    assert letter_rules("chaser").word == "催办"


def test_a_letter_may_be_signed_by_the_group_and_sealed_by_another(home: Path) -> None:
    assert letter_rules("order").signed("市产改办") == "市产改办"
    _set(home, '[order]\nsignature = "市产改协调小组办公室"\nsealing = "on_behalf"\n')
    assert letter_rules("order").signed("市产改办") == "市产改协调小组办公室（代章）"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[order]\nsealing = "picture"\n', "own（盖本机关的章）或on_behalf"),
        ('[order]\nword = "督办第"\n', "[order]的word"),
        ('[order]\nword = "督办〔2026〕"\n', "[order]的word"),
        ('[order]\nword = ""\n', "[order]的word"),
        ("[order]\nword = 12\n", "要写一行文字"),
        ('[order]\nform = "red"\n', "document（文件格式）或letter"),
        ("[chaser]\nanswer_workdays = 0\n", "1到120的整数"),
        ("[chaser]\nanswer_workdays = true\n", "1到120的整数"),
        ('[order]\nseal = "a.png"\n', "没有“seal”这一项"),
        ('[praise]\nword = "表彰"\n', "没有“praise”这种文书"),
        ("order = 3\n", "要写成一节"),
        ("[order\n", "不合TOML"),
        ('[order]\nmasthead = "' + "长" * 61 + '"\n', "太长"),
    ],
)
def test_a_mistake_is_told_with_file_section_and_name(home: Path, text: str, told: str) -> None:
    _set(home, text)
    with pytest.raises(Refusal) as refused:
        letter_rules("order")
    assert told in refused.value.sentence
    assert "letters.toml" in refused.value.sentence
