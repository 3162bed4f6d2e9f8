"""Working on drafts before they are registered: edit, split, merge, add; each leaves a row in the record."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents import unit_names
from documents.elements import missing_elements
from documents.titles import short_title
from models.document import Document, Doubt, Draft, DraftChange
from models.words import ChangeKind, DraftStatus, Subject
from schedules.deadlines import read_deadlines
from schedules.workdays import work_calendar
from supervision.drafts.deadlines import needs_date
from supervision.plain import plain
from supervision.record.log import log

_SENTENCE_END = re.compile(r"(?<=[。；;！？\n])")
_LABEL = "完成时限："
_LONGEST = 4000  # characters of a field that a person types


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """What a person wants of a draft; a field of None stays as it is.

    ``time`` is how the time limit reads now (9月底前, 2026-09-30): it is read as the document's own words would be.
    """

    title: str | None = None
    lead: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    supporting: tuple[str, ...] | None = None
    time: str | None = None
    standard: str | None = None
    effect: str | None = None


def edit(session: Session, draft: Draft, wanted: DraftEdit, by: str, now: datetime) -> tuple[str, ...]:
    """Change a pending draft; the names of what has changed, none where it was so already.

    Raises Refusal when the draft is settled, or a field cannot be what is asked.
    """
    _claim(session, draft)
    after: dict[str, Any] = {}
    for name in ("title", "standard", "effect"):
        text = getattr(wanted, name)
        if text is not None:
            after[name] = _text(text, name)
    for name in ("lead", "units", "supporting"):
        names = getattr(wanted, name)
        if names is not None:
            after[name] = list(dict.fromkeys(one.strip() for one in names if one.strip()))
    if wanted.time is not None and wanted.time.strip() != time_in_words(draft):
        after["deadlines"] = _times(session, draft, wanted.time)
    before = {name: getattr(draft, name) for name in after}
    changed = {name: value for name, value in after.items() if value != before[name]}
    if not changed:
        return ()
    for name, value in changed.items():
        setattr(draft, name, value)
    session.add(draft)
    if "deadlines" in changed:
        _settle_doubts_about_time(session, draft, before["deadlines"])
    note(session, draft, ChangeKind.EDIT, by, now, {name: before[name] for name in changed}, changed)
    return tuple(_CALLED[name] for name in changed)


def split(session: Session, draft: Draft, sentence: int, by: str, now: datetime) -> Draft:
    """Cut a pending draft in two before this sentence of its text (from 1); the second, new draft.

    Each part has the deadlines and targets that stand in it; units go to both. Raises Refusal where there is nothing to cut.
    """
    _claim(session, draft)
    parts = sentences(draft)
    if not 1 <= sentence < len(parts):
        raise Refusal("这一项只有一句，或者选的位置不对，不能从这里拆分。")
    cut = sum(map(len, parts[:sentence]))
    place = _place_in_source(session, draft, "".join(parts[sentence:]))
    before = _state(draft)
    second = Draft(
        document_id=draft.document_id,
        position=_next_position(session, draft.document_id),
        code=draft.code,
        title=short_title(draft.text[cut:]) or draft.title,
        text=draft.text[cut:].strip(),
        start=place,
        end=draft.end,
        lead=list(draft.lead),
        units=list(draft.units),
        supporting=list(draft.supporting),
        deadlines=[entry for entry in draft.deadlines if entry["start"] >= place],
        indicators=[entry for entry in draft.indicators if entry["start"] >= place],
        standard=draft.standard,
        effect=draft.effect,
    )
    draft.text = draft.text[:cut].strip()
    draft.end = place
    draft.title = short_title(re.sub(r"^[^\n]{0,4}?[、.．）)]", "", draft.text)) or draft.title
    draft.deadlines = [entry for entry in draft.deadlines if entry["start"] < place]
    draft.indicators = [entry for entry in draft.indicators if entry["start"] < place]
    session.add_all((draft, second))
    session.flush()
    note(session, draft, ChangeKind.SPLIT, by, now, before, {**_state(draft), "second": second.id})
    note(session, second, ChangeKind.SPLIT, by, now, {"first": draft.id}, _state(second))
    return second


def merge(session: Session, draft: Draft, other: Draft, by: str, now: datetime) -> None:
    """Take another pending draft of the same document into this one; the other counts no longer.

    Raises Refusal when one of them is settled.
    """
    if draft.id == other.id or draft.document_id != other.document_id:
        raise Refusal("只能合并同一份公文里的两项草案。")
    _claim(session, draft)
    _claim(session, other, DraftStatus.MERGED, by, now)
    before = _state(draft)
    first, last = sorted((draft, other), key=lambda one: (one.start, one.position))
    draft.text = f"{first.text}\n{last.text}"
    draft.start, draft.end = first.start, max(first.end, last.end)
    draft.lead = _united(draft.lead, other.lead)
    draft.units = [name for name in _united(draft.units, other.units) if name not in draft.lead]
    draft.supporting = [
        name
        for name in _united(draft.supporting, other.supporting)
        if name not in (*draft.lead, *draft.units)
    ]
    draft.deadlines = _by_place([*draft.deadlines, *other.deadlines])
    draft.indicators = _by_place([*draft.indicators, *other.indicators])
    draft.standard = "；".join(filter(None, (draft.standard, other.standard)))
    draft.effect = "；".join(filter(None, (draft.effect, other.effect)))
    session.add(draft)
    session.execute(update(Doubt).where(col(Doubt.draft_id) == other.id).values(draft_id=draft.id))
    session.flush()
    note(session, draft, ChangeKind.MERGE, by, now, before, {**_state(draft), "other": other.id})
    note(session, other, ChangeKind.MERGE, by, now, {}, {"into": draft.id})


def add(session: Session, document: Document, wanted: DraftEdit, by: str, now: datetime) -> Draft:
    """A draft that a person adds; it has no passage. Raises Refusal without a title."""
    if not (wanted.title or "").strip():
        raise Refusal("增加的任务要写任务名称。")
    title = _text(wanted.title or "", "title")
    end = len(document.text)
    draft = Draft(
        document_id=document.id,
        position=_next_position(session, document.id),
        title=title,
        text=title,
        start=end,
        end=end,
    )
    session.add(draft)
    session.flush()
    note(session, draft, ChangeKind.ADD, by, now, {}, {"title": title})
    edit(session, draft, wanted, by, now)
    return draft


def sentences(draft: Draft) -> list[str]:
    """The sentences of a draft, whose lengths add up to that of its text."""
    parts: list[str] = []
    for part in _SENTENCE_END.split(draft.text):
        if part.strip() or not parts:
            parts.append(part)
        else:
            parts[-1] += part
    return parts


def time_in_words(draft: Draft) -> str:
    """The time limits of a draft as its document, or whoever edited it, words them."""
    return "；".join(dict.fromkeys(entry["phrase"] for entry in draft.deadlines))


def missing(draft: Draft) -> tuple[str, ...]:
    """Which of the six elements the draft lacks, by their names."""
    return missing_elements(
        text=draft.text,
        lead=draft.lead,
        units=draft.units,
        is_timed=not needs_date(draft) or any(entry["ongoing"] for entry in draft.deadlines),
        standard=draft.standard,
        effect=draft.effect,
    )


def mark(draft: Draft) -> str:
    """A short mark of what the draft says, by which a change since somebody saw it shows."""
    said = [getattr(draft, name) for name in _CALLED if name != "deadlines"]
    text = json.dumps([*said, time_in_words(draft), draft.text], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def changes(session: Session, draft_ids: Sequence[int]) -> dict[int, list[DraftChange]]:
    """The record of these drafts, oldest first."""
    found: dict[int, list[DraftChange]] = {}
    rows = select(DraftChange).where(col(DraftChange.draft_id).in_(draft_ids)).order_by(col(DraftChange.id))
    for row in session.exec(rows):
        found.setdefault(row.draft_id, []).append(row)
    return found


def note(
    session: Session,
    draft: Draft,
    kind: ChangeKind,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    """Leave a row beside the draft, and an entry in the log."""
    row = DraftChange(draft_id=draft.id, kind=kind, at=now, by=by, before=plain(before), after=plain(after))
    session.add(row)
    session.flush()
    # A registration has an entry of its own, under its task.
    if kind is not ChangeKind.CONFIRM:
        said = f"{draft.code or draft.title[:30]}：{described(row)}"
        log(session, Subject.DOCUMENT, draft.document_id, _DEEDS[kind], by, now, note=said, draft_id=draft.id)


def described(change: DraftChange) -> str:
    """What a row of the record says, in a sentence."""
    parts = [
        f"{called}由“{_shown(change.before.get(name))}”改为“{_shown(change.after[name])}”"
        for name, called in _CALLED.items()
        if name in change.after and name in change.before and change.before[name] != change.after[name]
    ]
    if change.kind is ChangeKind.EDIT:
        return "；".join(parts)
    if change.kind is ChangeKind.MERGE and "into" in change.after:
        return "并入另一项"
    if change.kind is ChangeKind.CONFIRM:
        return "；".join(parts) or "照草案立项"
    return {ChangeKind.SPLIT: "拆分出一项", ChangeKind.MERGE: "并入了另一项", ChangeKind.ADD: "人工增加"}.get(
        change.kind, change.kind.label
    )


_DEEDS = {
    ChangeKind.EDIT: "修改草案",
    ChangeKind.SPLIT: "拆分草案",
    ChangeKind.MERGE: "合并草案",
    ChangeKind.ADD: "增加草案",
    ChangeKind.DISMISS: "不立项",
}

_CALLED = {
    "title": "任务名称",
    "lead": "牵头单位",
    "units": "责任单位",
    "supporting": "配合单位",
    "deadlines": "时限",
    "standard": "工作标准",
    "effect": "预期效果",
}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(one["phrase"] if isinstance(one, dict) else str(one) for one in value) or "无"
    return str(value or "无")


def _state(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in (*_CALLED, "text", "start", "end")}


def _claim(
    session: Session,
    draft: Draft,
    status: DraftStatus = DraftStatus.PENDING,
    by: str = "",
    now: datetime | None = None,
) -> None:
    """Take hold of a pending draft, or say who has settled it."""
    changed = session.execute(
        update(Draft)
        .where(col(Draft.id) == draft.id, col(Draft.status) == DraftStatus.PENDING)
        .values(status=status, decided_by=by, decided_at=now)
    )
    session.refresh(draft)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(
            f"“{draft.code or draft.title[:20]}”已由{draft.decided_by or '别人'}处理（{draft.status.label}），不能再改。请刷新后再看。"
        )


def _text(text: str, name: str) -> str:
    if len(text) > _LONGEST:
        raise Refusal(f"{_CALLED[name]}太长（超过{_LONGEST}字），请精简。")
    if name == "title" and not text.strip():
        raise Refusal("任务名称不能空着。")
    return text.strip()


def _times(session: Session, draft: Draft, words: str) -> list[dict[str, Any]]:
    """The readings of what a person writes as the time limit, at the draft's place in the source."""
    if not words.strip():
        return []
    document = session.get_one(Document, draft.document_id)
    on = document.issued_on or date(
        document.received_at.year, document.received_at.month, document.received_at.day
    )
    # As the cell of a time column, whose label is none of the person's words.
    found = read_deadlines(f"{_LABEL}{words.strip()}", on, work_calendar())
    if not found:
        raise Refusal(f"时限“{words.strip()[:40]}”读不出日期。请写成“9月底前”或 2026-09-30 的样子。")
    entries: list[dict[str, Any]] = plain([asdict(reading) for reading in found])
    for entry in entries:
        for name in ("phrase", "reading", "problem"):
            entry[name] = entry[name].replace(_LABEL, "") if entry[name] else entry[name]
        entry["start"], entry["end"] = draft.start, draft.end
    return entries


def _settle_doubts_about_time(session: Session, draft: Draft, before: Sequence[dict[str, Any]]) -> None:
    """A problem of a reading that a person has replaced is none any more."""
    said = {entry["problem"] for entry in before if entry["problem"]}
    for doubt in session.exec(select(Doubt).where(Doubt.draft_id == draft.id)):
        if doubt.message in said:
            session.delete(doubt)


def _place_in_source(session: Session, draft: Draft, rest: str) -> int:
    """Where the rest of a draft begins in the source: its first words, looked for in the passage."""
    document = session.get_one(Document, draft.document_id)
    passage = document.text[draft.start : draft.end]
    words = rest.strip()
    for length in (16, 8, 4):
        at = passage.rfind(words[:length])
        if at > 0:
            return draft.start + at
    # Blanks or a page break lie inside the words: the same share of the passage.
    return draft.start + len(passage) * (len(draft.text) - len(rest)) // max(len(draft.text), 1)


def _next_position(session: Session, document_id: int) -> int:
    rows = select(func.max(Draft.position)).where(Draft.document_id == document_id)
    return (session.exec(rows).one() or 0) + 1


def _united(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _by_place(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda entry: entry["start"])


def names_in(text: str) -> tuple[str, ...]:
    """The units that a person lists in a field, parted as papers part them."""
    return tuple(unit_names.split(text.replace("\n", "、")))
