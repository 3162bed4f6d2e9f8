"""Duties in running prose: sentences that put a named unit under an obligation, or that must be done by a date."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.subjects import REPORTING, Subject, acting, read_owner, read_subject, read_subjects
from documents.timing import within
from documents.unit_lists import UnitList
from schedules.deadlines import DeadlineKind, DeadlineReading

_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）)]?")
_DESCRIPTION = re.compile(
    r"是.{0,30}(?:时期|阶段|关键期|举措|力量|任务|要求|基础|之年|重要)|具有重要|标志着|停止执行|同时废止|自.{0,12}起(?:施行|实施|执行)|有效期|印发实施|取得.{0,12}成(?:效|绩|果)|现将|如下[：。]?$"
    r"|^(?:具体|主要|总体|工作|发展|量化)?(?:指标|目标)(?:是|为)?[：:]|^会议(?:指出|认为|听取|传达|学习|通报|研究了|审议了|肯定)|由.{1,20}负责解释|近日|不断壮大|已(?:经)?(?:成立|完成|建成|印发|出台|实现|达到|形成|取得)"
)
_ATTITUDE = re.compile(
    r"充分认识|高度重视|切实增强|统一思想|深刻(?:理解|认识|领会|把握)|牢固树立|提高(?:政治)?(?:站位|认识)|务必充分|增强.{0,10}(?:责任感|紧迫感|使命感|自觉性)"
)
_GOES_ON = re.compile(r"(?:并|同时|还|要|应|须|必须|不|对其|其中|于|在\d|每[年月季])")
_REACH, _OPENING = 130, 8  # how far a subject is looked for, and where it must begin
_CLAUSE = re.compile(r"[^，,；;]+[，,；;]?")


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """A stretch of a paragraph that is a duty; ``units`` are its subjects, or of the sentence it goes on from."""

    start: int
    end: int
    units: UnitList


def read_duties(text: str, times: Sequence[DeadlineReading]) -> list[ProseDuty]:
    """The duties of a paragraph of prose; ``times`` are its deadlines, offsets within ``text``.

    A slogan, a description and an appeal to everybody without a date are none. Sentences that go on with the
    duty of a named unit belong to it.
    """
    duties: list[ProseDuty] = []
    last = UnitList(0, 0)
    open_duty = False
    for sentence in _SENTENCE.finditer(text):
        for start, end in _pieces(text, sentence.start(), sentence.end(), times):
            piece = text[start:end]
            inside = within(times, start, end)
            subject = _subject(
                piece, [time.start - start for time in inside if time.kind is not DeadlineKind.VAGUE]
            )
            if _is_duty(piece, inside, subject, first=start == 0):
                goes_on = start > sentence.start() and text[start - 1] in "，,"
                units = _units(piece, subject, last, goes_on=goes_on)
                duties.append(ProseDuty(start, end, units))
                last = units
                open_duty = bool(units) and not inside
            elif open_duty and duties[-1].end == start and subject is None and not inside:
                duties[-1] = ProseDuty(duties[-1].start, end, duties[-1].units)
            elif subject is not None:
                last = UnitList(0, 0) if subject.open else acting([subject])
    return duties


def _pieces(text: str, start: int, end: int, times: Sequence[DeadlineReading]) -> list[tuple[int, int]]:
    """A sentence, cut where a new date of its own begins (2018年底前查明……，2020年底前掌握……) or a new duty."""
    cuts = [start]
    firm = [time.start for time in within(times, start, end) if time.kind is not DeadlineKind.VAGUE]
    dated = False  # whether the piece that is being made has its date already
    for clause in _CLAUSE.finditer(text, start, end):
        begin = clause.start()
        first = bisect_left(firm, begin)
        own = firm[first] if first < len(firm) and firm[first] < clause.end() else None
        after_stop = begin > start and text[begin - 1] in "；;"
        anew = own is not None and dated and (after_stop or _opens(text[begin:own]))
        if begin > start and (
            anew or (after_stop and (own is not None or _starts_duty(text[begin : begin + _REACH])))
        ):
            cuts.append(begin)
            dated = False
        dated = dated or own is not None
    return list(pairwise([*cuts, end]))


def _starts_duty(words: str) -> bool:
    subject = read_subject(words)
    return words.startswith("要") or (subject is not None and subject.start < _OPENING)


def _opens(before: str) -> bool:
    """Whether what stands before a date is only its subject, so that date and clause begin together."""
    return len(before) <= 40


def _is_duty(piece: str, times: Sequence[DeadlineReading], subject: Subject | None, first: bool) -> bool:
    if _DESCRIPTION.search(piece):
        return False
    if any(time.kind is not DeadlineKind.VAGUE and not time.ongoing for time in times):
        return True
    reporting = bool(REPORTING.search(piece))
    vague = any(time.kind is DeadlineKind.VAGUE for time in times) or bool(re.search("及时|定期|近期", piece))
    if reporting and vague and (subject or read_owner(piece) or _GOES_ON.match(piece)):
        return True
    if subject is None or _ATTITUDE.search(piece):
        return False
    if subject.open:
        return bool(times) and (reporting or piece.startswith("近期"))
    if not (subject.qualified or (first and subject.start == 0)):
        return False
    if re.search("了|过(?=[，。])", piece[: subject.end + 20]):
        return False
    return subject.binding or (subject.start == 0 and subject.each)


def _subject(piece: str, dates: Sequence[int]) -> Subject | None:
    """Who is meant: of several subjects the last one before the date, since it is the one that has to keep it."""
    subjects = list(read_subjects(piece))
    before = [subject for subject in subjects if dates and subject.start < dates[0]]
    return next(iter(before[-1:] or subjects[:1]), None)


def _units(piece: str, subject: Subject | None, last: UnitList, *, goes_on: bool) -> UnitList:
    """Who has to do it; a clause that ``goes_on`` behind a comma has the subject of the clause before."""
    if subject is not None:
        return acting([each for each in read_subjects(piece) if each == subject or each.role != "units"])
    owner = read_owner(piece)
    if owner:
        return UnitList(0, 0, units=owner)
    return last if goes_on or _GOES_ON.match(piece) else UnitList(0, 0)
