"""Duties in running prose: sentences that put a named unit under an obligation, or that must be done by a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.subjects import REPORTING, Subject, read_owner, read_subject
from schedules.deadlines import DeadlineKind, DeadlineReading

_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）)]?")
_DESCRIPTION = re.compile(
    r"是.{0,30}(?:时期|阶段|关键期|举措|力量|任务|要求|基础|之年|重要)|具有重要|标志着|停止执行|同时废止|自.{0,12}起(?:施行|实施|执行)|有效期|印发实施|取得.{0,12}成(?:效|绩|果)|现将|如下[：。]?$"
    r"|由.{1,20}负责解释|近日|不断壮大|已(?:经)?(?:成立|完成|建成|印发|出台|实现|达到|形成|取得)"
)
_ATTITUDE = re.compile(
    r"充分认识|高度重视|切实增强|统一思想|深刻(?:理解|认识|领会|把握)|牢固树立|提高(?:政治)?(?:站位|认识)|务必充分|增强.{0,10}(?:责任感|紧迫感|使命感|自觉性)"
)
_GOES_ON = re.compile(r"(?:并|同时|还|要|应|须|必须|不|对其|其中)")
_CLAUSE = re.compile(r"[^，,；;]+[，,；;]?")


@dataclass(frozen=True, slots=True)
class ProseDuty:
    """A stretch of a paragraph that is a duty; ``units`` are those of its subject, or of the sentence it goes on from."""

    start: int
    end: int
    units: tuple[str, ...]


def read_duties(text: str, times: Sequence[DeadlineReading]) -> list[ProseDuty]:
    """The duties of a paragraph of prose; ``times`` are its deadlines, offsets within ``text``.

    A slogan, a description and an appeal to everybody without a date are none. Sentences that go on with the
    duty of a named unit belong to it.
    """
    duties: list[ProseDuty] = []
    last: tuple[str, ...] = ()
    for sentence in _SENTENCE.finditer(text):
        for start, end in _pieces(text, sentence.start(), sentence.end(), times):
            piece = text[start:end]
            inside = [time for time in times if start <= time.start < end]
            subject = read_subject(piece)
            if _is_duty(piece, inside, subject, first=start == 0):
                units = _units(piece, subject, last)
                duties.append(ProseDuty(start, end, units))
                last = units
            elif duties and duties[-1].end == start and duties[-1].units and subject is None and not inside:
                duties[-1] = ProseDuty(duties[-1].start, end, duties[-1].units)
            elif subject is not None:
                last = subject.units if not subject.open else ()
    return duties


def _pieces(text: str, start: int, end: int, times: Sequence[DeadlineReading]) -> list[tuple[int, int]]:
    """A sentence, cut where a new date of its own begins (2018年底前查明……，2020年底前掌握……)."""
    cuts = [start]
    firm = [time for time in times if start <= time.start < end and time.kind is not DeadlineKind.VAGUE]
    if len(firm) > 1:
        for clause in _CLAUSE.finditer(text, start, end):
            begin = clause.start()
            dated = [time for time in firm if begin <= time.start < clause.end()]
            before = [time for time in firm if cuts[-1] <= time.start < begin]
            if dated and before and begin > start and _opens(text[begin : dated[0].start]):
                cuts.append(begin)
            elif dated and before and text[begin - 1] in "；;":
                cuts.append(begin)
    for mark in re.finditer("[；;]", text[start:end]):
        at = start + mark.end()
        piece = text[at : min((cut for cut in [*cuts, end] if cut > at), default=end)]
        subject = read_subject(piece)
        if at < end and at not in cuts and ((subject and subject.start < 8) or piece.startswith("要")):
            cuts.append(at)
    cuts = sorted({*cuts, end})
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]


def _opens(before: str) -> bool:
    """Whether what stands before a date is only its subject, so that date and clause begin together."""
    return len(before) <= 40 and "年" not in before


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


def _units(piece: str, subject: Subject | None, last: tuple[str, ...]) -> tuple[str, ...]:
    if subject is not None:
        return subject.units
    owner = read_owner(piece)
    if owner:
        return owner
    return last if _GOES_ON.match(piece) else ()
