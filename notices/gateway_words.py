"""What a gateway answered, as a sentence that a clerk understands; its code stays in brackets for who asks the provider."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SHOWN = 120  # characters of its own words
_CODES = ("errcode", "code", "StatusCode", "Code", "status", "result", "ret")
_TEXTS = ("errmsg", "msg", "message", "StatusMessage", "Message", "desc", "description", "reason")
# What is asked of the office where a robot refuses; by its kind and its code.
_MEANINGS: dict[str, dict[str, str]] = {
    "wecom": {
        "93000": "机器人的地址不对，或者机器人已经从群里移除",
        "93004": "机器人已经停用",
        "93008": "机器人不在这个群里",
        "45009": "发得太频繁",
        "45033": "同时发的太多",
        "40058": "消息的格式不对",
        "-1": "对方系统繁忙",
    },
    "dingtalk": {
        "310000": "不符合机器人的安全设置（关键词、加签或IP地址）",
        "300001": "机器人的地址不对",
        "300005": "机器人的地址不对",
        "400013": "群已经解散",
        "400101": "机器人的地址不对",
        "400102": "机器人已经停用",
        "130101": "发得太频繁",
        "410100": "发得太频繁",
        "-1": "对方系统繁忙",
    },
    "feishu": {
        "19001": "机器人的地址不对",
        "19021": "签名不对，或者本机时间差得太多",
        "19022": "本机的IP地址不在机器人的白名单里",
        "19024": "消息里没有机器人要求的关键词",
        "9499": "请求不合要求或太频繁",
        "11232": "发得太频繁",
    },
}
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a gateway answered."""

    status: int
    text: str

    @property
    def fields(self) -> Mapping[str, object]:
        """The answer's fields where it is a JSON object; none otherwise."""
        try:
            read = json.loads(self.text)
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}


def said_by(kind: str, answer: Answer) -> str:
    """The answer of a gateway of this kind in words, with its code in brackets where it gave one."""
    fields = answer.fields
    code = next((str(fields[name]) for name in _CODES if _is_plain(fields.get(name))), "")
    own = next((str(fields[name]) for name in _TEXTS if _is_plain(fields.get(name)) and fields[name]), "")
    meaning = _MEANINGS.get(kind, {}).get(code, "")
    if meaning:
        return f"{meaning}（代码{code}）"
    if own:
        return f"对方说“{_short(own)}”" + (f"（代码{code}）" if code else "")
    if code:
        return f"对方只回了代码，没有说明原因（代码{code}）"
    return _without_fields(answer)


def _without_fields(answer: Answer) -> str:
    bare = answer.text.strip()
    if not bare:
        return "对方没有说明原因"
    if bare.startswith(("{", "[")):
        return "对方的答复不是约定的格式"
    if bare.startswith("<"):
        shown = _short(_TAGS.sub(" ", bare))
        return f"对方回的是一个网页“{shown}”，可能要先登录网络" if shown else "对方回的是一个空白网页"
    return f"对方说“{_short(bare)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_SHOWN]}……" if len(line) > _SHOWN else line


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and len(str(value)) <= _SHOWN * 4
