"""From the outline of a document to its duties: numbered items with their lists of units, and duties in prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from documents.outline import Clause, mark
from documents.passages import Passage
from documents.prose import read_duties
from documents.subjects import Subject, acting, read_subjects
from documents.titles import short_title
from documents.unit_lists import UnitList, is_only_list, merged, read_unit_lists, with_first_as_lead
from schedules.deadlines import DeadlineKind, DeadlineReading

_NO_DUTIES = re.compile(
    r"总体要求|总体目标|总体思路|指导思想|基本原则|(?:主要|工作|发展|总体|具体|年度|整改|行动|创建|活动)目标|^(?:主要|总体|工作|年度)?目标任务$|(?:重要|重大)意义|背景|形势|适用范围|总则|附则|名词解释|定义|发展基础|发展环境|^现状|^目标$|存在问题|工作(?:开展|完成|进展)?情况$|工作回顾|主要成效|取得的?成[效绩]|^活动(?:时间|主题|地点)|^(?:参赛|评选|申报|参加)(?:对象|范围|条件)|^联系方式"
)
_ACTION = re.compile(
    r"任务|措施|举措|实施|保障|工作|步骤|安排|重点|推进|加强|建设|落实|组织|强化|提升|完善|健全|推动|要求|责任|职责|行动|项目|工程|机制"
)
# 对进展缓慢的，将予以通报
_THREAT = re.compile(
    r"(?:对|凡|如|逾期|因)[^。]{2,50}(?:的|者)，[^。]{0,20}(?:将|予以|要)[^。]{0,16}(?:通报|约谈|问责|追责|处理|督办)"
)
_ORDERLY = re.compile(r"^(?:第[一二三四五六七八九十百\d]+条)")
_ITEM, _POINT = 3, 5  # levels of the outline: 一、 and 1.
_LONGEST_TITLE = 40

Times = Callable[[Passage], Sequence[DeadlineReading]]


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of the document that is one task: its paragraphs, and the units the text gives it."""

    code: str
    title: str
    passages: tuple[Passage, ...]
    lists: UnitList


def read_outline_duties(clauses: Sequence[Clause], times: Times) -> list[Duty]:
    """The duties of an outline in order. The lowest item with a list of units is one; prose is read by sentence."""
    duties: list[Duty] = []
    first_leads = False
    numbered = any(clause.rank for clause in clauses)
    ordered = _lifted(clauses)
    above: Clause | None = None  # a heading with its units, whose items are the tasks
    for i, clause in enumerate(ordered):
        if above is not None and clause.rank <= above.rank:
            above = None
        if _heads_items(clause, ordered[i + 1 : i + 2]):
            above = clause
            continue
        if any(_NO_DUTIES.search(title) for title in (clause.heading, *clause.above)) and not _has_list(
            clause
        ):
            continue
        if numbered and clause.rank == 0 and not _has_list(clause):
            kept = _without_preamble(clause)
            if kept is None:
                continue
            clause = kept
        if _has_list(clause):
            found = list(_listed(clause, times))
        else:
            childless = i + 1 == len(ordered) or ordered[i + 1].rank <= clause.rank
            found = list(_unlisted(clause, childless, times))
            if above is not None and not found and childless:
                # The units above are given this item to do, however short it is.
                title = _heading(clause) or _title(clause.passages[0])
                found = [Duty(clause.code, title, clause.passages, UnitList(0, 0))]
        for duty in found:
            if above is not None and not duty.lists:
                duty = replace(duty, lists=_own_lists(above))
            first_leads = first_leads or duty.lists.first_leads
            listed = first_leads and duty.lists.end > 0
            duties.append(replace(duty, lists=with_first_as_lead(duty.lists)) if listed else duty)
    return duties


def _lifted(clauses: Sequence[Clause]) -> list[Clause]:
    """Where a list of units stands under the last of several sub-items, on its own line, the item above is the task."""
    found: list[Clause] = []
    i = 0
    while i < len(clauses):
        parent = found[-1] if found else None
        below = parent is not None and parent.heading_only and clauses[i].rank > parent.rank
        run = _siblings(clauses, i) if below else []
        if parent is not None and len(run) > 1 and run[0].above[-1:] == (parent.heading,):
            *others, last = run
            own_line = len(last.passages) > 1 and is_only_list(last.passages[-1]) and _names_units(last)
            if own_line and not any(_has_list(clause) for clause in others):
                passages = (*parent.passages, *(part for clause in run for part in clause.passages))
                found[-1] = replace(parent, passages=passages, heading_only=False)
                i += len(run)
                continue
        found.append(clauses[i])
        i += 1
    return found


def _siblings(clauses: Sequence[Clause], begin: int) -> list[Clause]:
    first = clauses[begin]
    run = [first]
    for clause in clauses[begin + 1 :]:
        if clause.rank != first.rank or clause.above != first.above or first.rank < _POINT:
            break
        run.append(clause)
    return run


def _heads_items(clause: Clause, following: Sequence[Clause]) -> bool:
    """Whether a heading (一、) has nothing but its units, in brackets or under it, and items that name none (1.) follow."""
    title, *fields = clause.passages
    bracketed = [each for each in read_unit_lists(title) if each.end >= len(title.text.rstrip("。：:"))]
    is_heading = clause.heading_only or (bool(bracketed) and "。" not in title.text[: bracketed[0].start])
    return (
        clause.rank == _ITEM
        and is_heading
        and all(map(is_only_list, fields))
        and (bool(bracketed) or _names_units(clause))
        and any(child.rank > clause.rank and not _has_list(child) for child in following)
    )


def _own_lists(clause: Clause) -> UnitList:
    lists = [each for part in clause.passages for each in read_unit_lists(part)]
    return merged(lists) or UnitList(0, 0)


def _names_units(clause: Clause) -> bool:
    return any(read_unit_lists(part) for part in clause.passages if is_only_list(part))


def _has_list(clause: Clause) -> bool:
    return any(read_unit_lists(passage) for passage in clause.passages)


def _without_preamble(clause: Clause) -> Clause | None:
    """What stands before the first number explains why; only a dated sentence there is looked at."""
    kept = tuple(
        part for part in clause.passages if not part.text.endswith(("：", ":")) and "如下" not in part.text
    )
    return replace(clause, passages=kept) if kept else None


def _listed(clause: Clause, times: Times) -> Iterator[Duty]:
    """Paragraphs up to and with their list of units are one duty; what follows the last list is prose."""
    group: list[Passage] = []
    lists: list[UnitList] = []
    for part in _parted(clause.passages):
        found = read_unit_lists(part)
        if lists and not is_only_list(part):
            yield _duty(clause, group, lists)
            group, lists = [], []
        group.append(part)
        lists += found
    if lists:
        yield _duty(clause, group, lists)
    else:
        yield from _prose(clause, group, times)


def _parted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """A paragraph with several lists (一是……（A负责）二是……（B负责）) is several."""
    for passage in passages:
        lists = read_unit_lists(passage)
        cuts = [0]
        for left, right in pairwise(lists):
            if right.start - left.end > 12:
                cuts.append(left.end + len(re.match("[。；;，]*", passage.text[left.end :])[0]))  # type: ignore[index]
        cuts.append(len(passage.text))
        yield from (part for start, end in pairwise(cuts) for part in [passage.cut(start, end)] if part)


def _duty(clause: Clause, group: Sequence[Passage], lists: Sequence[UnitList]) -> Duty:
    own = group[0] is clause.passages[0] or group[0].start == clause.passages[0].start
    title = (own and _heading(clause)) or _title(group[0])
    return Duty(clause.code, title, tuple(group), merged(lists) or UnitList(0, 0))


def _heading(clause: Clause) -> str:
    """The title of an item, where it is no sentence that begins with who and when."""
    return short_title(clause.heading) if clause.heading else ""


def _unlisted(clause: Clause, childless: bool, times: Times) -> Iterator[Duty]:
    body = list(clause.passages)
    title_alone = clause.heading_only and not (
        childless and len(body) == 1 and _states_duty(body[0], times(body[0]))
    )
    if clause.rank and title_alone:
        body = body[1:]
    elif clause.rank >= _ITEM and not _ORDERLY.match(clause.code):
        whole, *body = body
        fields = list(takewhile(is_only_list, body))
        body = body[len(fields) :]
        found = [time for part in (whole, *fields) for time in times(part)]
        if _asks(whole, clause, found) and not (_is_long_heading(whole, found) and not childless):
            begin = len(whole.text) - len(_body(whole))
            firm = [time.start - begin for time in times(whole) if time.kind is not DeadlineKind.VAGUE]
            units = acting(_bearing(_body(whole), firm))
            yield Duty(clause.code, _heading(clause) or _title(whole), (whole, *fields), units)
    yield from _prose(clause, body, times)


def _is_long_heading(whole: Passage, times: Sequence[DeadlineReading]) -> bool:
    """Whether one short sentence, over items of its own, is but their title."""
    body = _body(whole).rstrip("。")
    return len(body) <= _LONGEST_TITLE and "。" not in body and not times and not any(read_subjects(body))


def _bearing(body: str, dates: Sequence[int]) -> list[Subject]:
    """The subjects that an item puts under its duty, those too that begin a dated sentence without a word of duty."""
    return [
        subject
        for subject in read_subjects(body)
        if _bears(subject) or _opens_dated_sentence(body, subject, dates)
    ]


def _opens_dated_sentence(body: str, subject: Subject, dates: Sequence[int]) -> bool:
    if not subject.qualified or subject.open or body[subject.start - 1] not in "。；;":
        return False
    ends = [place for mark in "。；;" if (place := body.find(mark, subject.end)) >= 0]
    return any(subject.end <= day < min(ends, default=len(body)) for day in dates)


def _bears(subject: Subject) -> bool:
    return (
        subject.binding
        or subject.each
        or subject.charged
        or subject.start <= 1
        or subject.role != "units"
        or bool(subject.partners)
    )


def _asks(whole: Passage, clause: Clause, times: Sequence[DeadlineReading]) -> bool:
    """Whether a numbered item without a list of units asks for anything; what befalls the tardy asks for nothing."""
    if _THREAT.match(_body(whole)) and not times:
        return False
    return _states_duty(whole, times) or (len(whole.text) - len(clause.heading) > 12 and _in_action(clause))


def _in_action(clause: Clause) -> bool:
    return any(_ACTION.search(title) for title in clause.above)


def _states_duty(whole: Passage, times: Sequence[DeadlineReading]) -> bool:
    """Whether it names a date, or puts somebody under a duty in so many words."""
    dated = any(time.kind is not DeadlineKind.VAGUE for time in times)
    subjects = read_subjects(_body(whole))
    return dated or any(
        (subject.binding or subject.charged or subject.start <= 1) and not subject.open
        for subject in subjects
    )


def _body(passage: Passage) -> str:
    found = mark(passage)
    return passage.text[found[2] :] if found else passage.text


def _prose(clause: Clause, parts: Sequence[Passage], times: Times) -> Iterator[Duty]:
    count = 0
    for part in parts:
        if part.cells:
            continue
        found = mark(part)
        begin = found[2] if found else 0
        words = part.cut(begin, len(part.text))
        for duty in read_duties(words.text, times(words)) if words else ():
            # the number of an item belongs to its first duty
            piece = part.cut(begin + duty.start if duty.start else 0, begin + duty.end)
            if piece:
                count += 1
                code = f"{clause.code}-{count}" if clause.code else str(count)
                yield Duty(code, _title(piece), (piece,), duty.units)


def _title(passage: Passage) -> str:
    return short_title(_body(passage))
