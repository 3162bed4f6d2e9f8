"""The rules from result to action: those shipped can be read, and a mistake in an office's own is told where it stands."""

from decimal import Decimal
from pathlib import Path

import pytest

from config.consequences import consequence_rules
from config.refusal import Refusal

RULE = '[[rules]]\ncode = "a"\ntitle = "规则"\nkind = "interview"\n'


def _own(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "consequences.toml").write_text(text, encoding="utf-8")


def test_the_rules_shipped_can_be_read() -> None:
    rules = {rule.code: rule for rule in consequence_rules()}
    assert rules["below-line"].below == Decimal(60)
    assert rules["last-places"].last == 2
    assert rules["recommend"].red_at_most == 0


def test_an_office_has_rules_of_its_own_in_place_of_those(home: Path) -> None:
    _own(home, RULE + 'below = 59.5\ncampaigns = ["annual"]\n')
    (rule,) = consequence_rules()
    assert (rule.below, rule.campaigns) == (Decimal("59.5"), ("annual",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules = 3", "至少一节"),
        ("", "至少一节"),
        ("[[rules]", "不合TOML"),
        ("rules = [1]", "第1条要写成一节"),
        (RULE, "没有条件"),
        (RULE + "colour = 1\n", "没有“colour”这一项"),
        (RULE + "last = 0\n", "整数"),
        (RULE + "last = true\n", "整数"),
        (RULE + 'below = "高"\n', "要写分数"),
        (RULE + "below = nan\n", "0到10000"),
        (RULE + 'tier = "weak"\n', "写成一列"),
        (RULE + 'tier = ["best"]\n', "从leading"),
        (RULE.replace("interview", "dismissal") + "last = 1\n", "kind要从"),
        (RULE.replace('"规则"', '""') + "last = 1\n", "title要写"),
        ((RULE + "last = 1\n") * 2, "前面已经用过"),
    ],
)
def test_a_mistake_is_told_with_its_place(home: Path, text: str, said: str) -> None:
    _own(home, text)
    with pytest.raises(Refusal, match=said):
        consequence_rules()
