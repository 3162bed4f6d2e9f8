"""The answers of group robots, which say "200 OK" to everything and mean it only in the body."""

import re

from notices.gateway import Gateway
from notices.gateway_words import Answer

# What each robot's answer carries its verdict in; older ones of 飞书 use the second name.
_VERDICT = {"wecom": ("errcode",), "dingtalk": ("errcode",), "feishu": ("code", "StatusCode")}
# Too fast, or the other side is busy: the same message will pass later.
_LATER = {
    "wecom": {-1, 45009, 45033},
    "dingtalk": {-1, 90030, 130101, 410100},
    "feishu": {2200, 11232, 230020},
}
# The codes are many and grow; the words are few.
_LATER_WORDS = re.compile(r"too (?:fast|many|frequent)|limit|freq|busy|频|超限|繁忙|稍后", re.IGNORECASE)

MOST_BYTES = {"wecom": 2_048, "dingtalk": 18_000, "feishu": 18_000}
"""How long a text each robot takes, in bytes; the two others with some room left."""


def require_taken(gateway: Gateway, answer: Answer) -> None:
    """Read what the robot answered. Raises DeliveryError unless it says in so many words that it took the message."""
    kind = gateway.channel.kind
    fields = answer.fields
    codes = [fields[name] for name in _VERDICT[kind] if name in fields]
    if not codes:
        # A portal that wants a password answers 200 as well.
        raise gateway.refused(answer, "的答复看不懂，不能当作发出", permanent=False, is_channels=True)
    code = codes[0]
    if code in (0, "0"):
        return
    is_limit = code in _LATER[kind] or bool(
        _LATER_WORDS.search(str(fields.get("errmsg", fields.get("msg", ""))))
    )
    if is_limit:
        raise gateway.refused(answer, "说发得太快或正忙", permanent=False, is_channels=True)
    raise gateway.refused(answer, "没有接受", permanent=True)
