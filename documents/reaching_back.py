"""以上工作于12月底前完成: a sentence that dates or hands out what stands before it, and is no task of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.drafts import TaskDraft

_BACK = re.compile(
    r"(?:[\d一二三四五六七八九十.．、（）()]{1,6})?[^，。；]{0,4}?(?:以上|上述|前述|上列)(?:所列|各|全部)?[\d一二三四五六七八九十]*(?:[个条]方面|项|条)?(?:重点|主要|具体|目标|整改|改革)*(?:工作|任务|事项|措施|内容|问题)"
)
_SECTION = re.compile(r"^[一二三四五六七八九十百]+|^第[一二三四五六七八九十百\d]+[章条]")


def reach_back(drafts: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The drafts, those that a later sentence speaks of dated and handed out by it where they say nothing themselves.

    The sentence reaches what stands before it under the same 一、, or, where that is nothing, everything before.
    One that reaches nothing stays a draft.
    """
    found: list[TaskDraft] = []
    for draft in drafts:
        reached = _reached(found, draft) if _BACK.match(draft.text) else []
        if not reached:
            found.append(draft)
            continue
        for place in reached:
            found[place] = _completed(found[place], draft)
    return found


def _reached(before: Sequence[TaskDraft], draft: TaskDraft) -> list[int]:
    own = [n for n, one in enumerate(before) if _section(one) == _section(draft)]
    return own or list(range(len(before)))


def _section(draft: TaskDraft) -> str:
    section = _SECTION.match(draft.code)
    return section[0] if section else ""


def _completed(draft: TaskDraft, later: TaskDraft) -> TaskDraft:
    is_dated = any(time.due or time.recurrence for time in draft.deadlines)
    is_given = bool(draft.lead or draft.units or draft.supporting)
    made = draft
    if not is_dated:
        made = replace(made, deadlines=(*made.deadlines, *later.deadlines))
        problems = [problem for problem in later.problems if problem not in made.problems]
        about_time = [one for one in problems if any(time.problem == one.message for time in later.deadlines)]
        made = replace(made, problems=(*made.problems, *about_time))
    if not is_given and (later.lead or later.units or later.supporting):
        made = replace(
            made,
            lead=later.lead,
            units=later.units,
            supporting=later.supporting,
            problems=tuple(one for one in made.problems if "没有写明责任单位" not in one.message),
        )
    return made
