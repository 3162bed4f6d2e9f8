"""What a password has to be like, and making one."""

import secrets
import string
from functools import cache
from itertools import pairwise
from pathlib import Path

from config.refusal import Refusal

COMMON_FILE = Path(__file__).resolve().parents[2] / "config" / "common_passwords.txt"

_SHORTEST, _LONG_ENOUGH, _LONGEST = 8, 10, 200
_KINDS_WANTED = 3
_FEWEST_DIFFERENT = 5
_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)

RULE = "口令至少10位；含大写字母、小写字母、数字、其他符号中三种的，8位也可以。不能含登录名或姓名，不能用常见的口令。"
"""The rules as people read them."""


def new_password() -> str:
    """A password that can be read out over the telephone: four groups of three, no look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(3)) for _ in range(4))


def require_sound(password: str, login: str, name: str) -> None:
    """Raises Refusal with what is wrong with a password that somebody chose. The password is not repeated in it."""
    if len(password) > _LONGEST:
        raise Refusal(f"口令太长，不超过{_LONGEST}位。请换一个。")
    if len(password) < _SHORTEST or (len(password) < _LONG_ENOUGH and _kinds(password) < _KINDS_WANTED):
        raise Refusal(f"口令太短。{RULE}")
    folded = password.casefold()
    for what, said in (("登录名", login), ("姓名", name)):
        if said and said.casefold() in folded:
            raise Refusal(f"口令里有{what}，容易被人猜到。请换一个。")
    if folded in _common() or len(set(folded)) < _FEWEST_DIFFERENT or _is_a_row(folded):
        raise Refusal("这个口令太常见，容易被人猜到。请换一个。")


def _kinds(password: str) -> int:
    """How many of the four kinds of characters it has."""
    named = sum(any(one in kind for one in password) for kind in _KINDS)
    return named + any(one not in "".join(_KINDS) for one in password)


def _is_a_row(folded: str) -> bool:
    """Whether each character follows the one before (1234…, zyxw…)."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    return steps in ({1}, {-1})


@cache
def _common() -> frozenset[str]:
    lines = COMMON_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))
