"""What a duty is called: what is to be done, without who does it and by when, cut where a clause ends."""

import re

from documents.subjects import read_subject

_MODAL = re.compile(
    r"(?:还|都|也|均|并|再)?(?:要(?![求点素])|应当?|须|必须|务必|需要?(?!求)|负责|将(?=会同|继续|进一步|着重|不断)|切实|认真|分别|具体|共同|按照?(?:各自)?职责分工|，)"
)
_SHARE = re.compile(r"(?:牵头|配合|协助|参与|参加|指导)(?:负责|落实)?[，；]")
_WHEN = re.compile(
    r"(?:[并请]?[于在自]|力争|确保|分别在|分别于)?(?:(?:20\d\d|今|明|当|次)年)?(?:(?:每[年月季周][度]?)?(?:1[0-2]|0?[1-9])月(?:\d{1,2}日|底|末|[上中下]旬)?|年底|年内|上半年|每[年月周]|每季度)"
    r"(?:(?:之|以)?前?[、和及](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?)*(?:(?:之|以)?前[，,]?|[，,])|年内[，,]?"
)
_LAST_LIMIT = re.compile(r"，(?:最[迟晚]|原则上|不得晚于|不得迟于)[^，]{0,24}$")
# （责任单位：…… whose end was lost, or cut off with the sentence
_UNCLOSED = re.compile(r"(?<=.{6})[（(](?:责任|牵头|配合|主办|协办)[^（）()]*$")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]?")
_YOU = re.compile(r"请(?:[你贵](?:单位|部门|公司|[局委办厅部县市区镇乡院校会中心们]))?")
_LONGEST, _SHORTEST, _FURTHEST, _WHOLE = 30, 6, 36, 45


def short_title(sentence: str) -> str:
    """The deed of a sentence in at most 30 characters, or, where no clause ends so soon, to the first end after.

    The subject, the word of duty and the date in front are left out, unless hardly anything would remain.
    """
    first = re.split("[。；]", sentence.strip("。；; 、，"), maxsplit=1)[0]
    return _cut(_without_front(_UNCLOSED.sub("", _LAST_LIMIT.sub("", first.split("——")[0]))))


def _without_front(sentence: str) -> str:
    rest = sentence
    for _ in range(4):
        before = rest
        subject = read_subject(rest)
        if subject is not None and subject.start <= 1:
            rest = rest[subject.end :]
        for front in (_YOU, _SHARE, _MODAL, _WHEN):
            while (found := front.match(rest)) and len(rest) - found.end() >= _SHORTEST:
                rest = rest[found.end() :].lstrip("，")
        if rest == before:
            break
    return rest if len(rest) >= _SHORTEST else sentence


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text.rstrip("，,：:")
    text = _ASIDE.sub("", text)
    ends = [found.start() for found in re.finditer("[，,；：:]", text)]
    within = [end for end in ends if 8 <= end <= _LONGEST]
    further = [end for end in ends if _LONGEST < end <= _FURTHEST]
    if within or further:
        return text[: within[-1] if within else further[0]]
    if len(text) <= _FURTHEST:
        return text
    # no clause ends in time: the first items of its list stand for the rest
    joint = [
        found.start() for found in re.finditer("[、和与]", text[:_LONGEST]) if _is_open(text, found.start())
    ]
    if joint:
        return text[: joint[-1]] + "等"
    return text if len(text) <= _WHOLE else text[:_LONGEST] + "…"


def _is_open(text: str, at: int) -> bool:
    """Whether a title may end here: late enough, and not inside 《》 or “”."""
    before = text[:at]
    return at >= 8 and before.count("《") == before.count("》") and before.count("“") == before.count("”")
