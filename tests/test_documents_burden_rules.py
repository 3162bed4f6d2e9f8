"""What the rules of 2024 warn of: the words are data, each rule is complete, and what is forbidden is no ask."""

from pathlib import Path

import pytest

from config.refusal import Refusal
from documents.burden_rules import BurdenRule, burden_rules, burdens

RULES = burden_rules().rules
ASKED_FOR = {
    "below_county": "要求延伸到县级以下",
    "follow_up_reports": "要求报送贯彻落实情况",
    "photo_traces": "以照片、截图等留痕",
    "remarks_as_scores": "以领导批示计分",
}


def test_every_kind_that_an_office_must_look_for_is_there() -> None:
    assert ASKED_FOR.items() <= {rule.name: rule.title for rule in RULES}.items()
    assert [rule.name for rule in RULES if rule.below_county] == ["below_county"]
    assert "2024年8月6日" in burden_rules().source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_rests_on_and_what_to_do_instead(rule: BurdenRule) -> None:
    assert rule.sentence.endswith("。")
    assert rule.instead.endswith("。")
    assert rule.source.startswith("第")
    assert rule.name in {finding.rule.name for finding in burdens(rule.example)}


@pytest.mark.parametrize(
    ("rule", "word"), [(rule, word) for rule in RULES for word in rule.words], ids=lambda part: str(part)[:40]
)
def test_every_word_of_the_file_is_found(rule: BurdenRule, word: str) -> None:
    for between in ("", "本月的有关"):
        found = {finding.rule.name for finding in burdens(f"请做好工作，{word.replace('…', between)}。")}
        assert rule.name in found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_word_stands_twice_in_a_rule(rule: BurdenRule) -> None:
    assert len(set(rule.words)) == len(rule.words)


@pytest.mark.parametrize(
    "text",
    [
        "不得要求基层报送贯彻落实情况。",
        "严禁以拍照留痕代替实地核查。",
        "领导批示不作为考核加分依据。",
        "减少会议次数，提高效率。",
        "不以工作痕迹评判优劣。",
        "办好职工技能竞赛，6月底前完成。",
        "各地要结合实际抓好落实。制定工作方案。",
        "照片墙",
        "",
        "。。。，，，",
    ],
)
def test_what_is_forbidden_or_ordinary_is_not_warned_of(text: str) -> None:
    assert burdens(text) == []


def test_a_prohibition_covers_its_own_clause_only() -> None:
    text = "不得层层开会，请于月底前报送贯彻落实情况。"
    assert [finding.rule.name for finding in burdens(text)] == ["follow_up_reports"]


def test_a_word_that_a_line_of_the_page_broke_is_found() -> None:
    assert burdens("请将贯彻落\n  实情况书面报\n送我办")[0].rule.name == "follow_up_reports"


def test_two_sentences_are_not_read_as_one() -> None:
    assert burdens("市领导作出批示。考核按办结率进行。") == []


def test_the_passage_shows_where_it_stands() -> None:
    finding = burdens("各单位完成情况较好的，获得市领导肯定性批示的，每次加2分，计入年度考核。")[0]
    assert finding.rule.name == "remarks_as_scores"
    assert "肯定性批示" in finding.passage


def test_a_very_long_hostile_text_is_read_at_once() -> None:
    assert burdens("批示" * 50_000) == []
    assert burdens("报送" + "落" * 200_000) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "source = 1\nasks_a_month = 10\nunless = []\nrules = []",
        'source = "x"\nasks_a_month = 0\nunless = []\nrules = []',
        'source = "x"\nasks_a_month = 5\nunless = [""]\nrules = []',
        'source = "x"\nasks_a_month = 5\nunless = []\n[[rules]]\nname = "a"\ntitle = "t"\nwords = []',
        'source = "x"\nasks_a_month = 5\nunless = []\n[[rules]]\nname = "a"\ntitle = "t"\nwords = ["…"]',
        "不是 TOML",
    ],
)
def test_a_file_that_is_wrong_is_refused_in_a_sentence(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "burden.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(Refusal, match=r"burden\.toml"):
        burden_rules(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"none\.toml"):
        burden_rules(tmp_path / "none.toml")
