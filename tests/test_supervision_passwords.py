"""What a password has to be like."""

import pytest

from config.refusal import Refusal
from supervision.directory.passwords import COMMON_FILE, new_password, require_sound


@pytest.mark.parametrize(
    "password",
    ["Kp7-wq2x", "雨后江上初晴一二三四五六", "jianglin-shui-bei", "tr4verse harbour", "0f9a8b7c6d"],
)
def test_what_is_long_enough_and_not_easily_guessed_is_taken(password: str) -> None:
    require_sound(password, "wangmin", "王敏")


def test_what_the_system_makes_is_itself_good_enough() -> None:
    for _ in range(50):
        require_sound(new_password(), "wangmin", "王敏")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "太短"),
        ("Kp7-wq2", "太短"),
        ("kp7wq2xz", "太短"),
        ("x" * 201, "太长"),
        ("WangMin-2026", "登录名"),
        ("我是王敏我是王敏啊啊啊啊", "姓名"),
        ("Password123", "太常见"),
        ("1QAZ2WSX3edc", "太常见"),
        ("1234567890", "太常见"),
        ("zyxwvutsrqp", "太常见"),
        ("aaaabbbbcccc", "太常见"),
        ("Admin@123", "太常见"),
    ],
)
def test_what_is_short_or_easily_guessed_is_refused_and_not_repeated(password: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        require_sound(password, "wangmin", "王敏")
    assert not password or password not in str(refused.value)


def test_the_commonest_are_known() -> None:
    lines = [
        line for line in COMMON_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert len(lines) >= 200
    assert len({line.casefold() for line in lines}) == len(lines)
