"""The review of drafts as an Excel sheet: written for a clerk to work on at the desk, and read back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from config.refusal import Refusal
from documents.source import Block, BlockKind, Source
from models.document import Document, Doubt, Draft
from models.words import DraftStatus
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words
from supervision.drafts.bulk import RowOutcome
from supervision.drafts.deadlines import needs_date
from supervision.drafts.decision import Decision
from supervision.drafts.redrafting import DraftEdit, add, edit, mark, merge, missing, names_in, time_in_words
from supervision.drafts.registration import dismiss, register
from supervision.drafts.review import doubts, drafts

WAIT, REGISTER, DISMISS, MERGE = "待定", "立项", "不立项", "并入上一项"
_KEY = "草案号（勿改）"
_COLUMNS = (
    SheetColumn("序号", 5, "centre"),
    SheetColumn("编号", 9, "centre"),
    SheetColumn("处理", 10, "centre", choices=(WAIT, REGISTER, DISMISS, MERGE)),
    SheetColumn("任务名称", 26),
    SheetColumn("牵头单位", 14),
    SheetColumn("责任单位", 20),
    SheetColumn("配合单位", 16),
    SheetColumn("完成时限", 16),
    SheetColumn("读作", 18),
    SheetColumn("工作标准", 18),
    SheetColumn("预期效果", 18),
    SheetColumn("量化指标", 22),
    SheetColumn("疑点", 34),
    SheetColumn("原文", 46),
    SheetColumn("备注", 12),
    SheetColumn(_KEY, 14, "centre"),
)
_DOUBTFUL = "FDF0CC"
_NOTE = (
    "有底色的行有疑点，先看。可以改任务名称、单位、时限、工作标准、预期效果，在“处理”里选立项、不立项或并入上一项，"
    "也可以在末尾加行；改好后读回。删去的行不受影响。"
)


def review_sheet(session: Session, document: Document, today: date) -> Book:
    """One row a draft that counts, in the document's order, those with doubts filled with a colour."""
    shown = [one for one in drafts(session, document.id) if one.status not in _GONE]
    about = doubts(session, document.id)
    rows: list[tuple[Value, ...]] = []
    fills: list[tuple[int, int, str]] = []
    for place, draft in enumerate(shown):
        said = about.get(draft.id, [])
        rows.append(_row(place + 1, draft, said))
        if said and draft.status is DraftStatus.PENDING:
            fills += [(place, column, _DOUBTFUL) for column in range(len(_COLUMNS))]
    return Book(
        title=f"{document.called}责任清单审核表",
        sheets=(
            Sheet(
                name="审核表",
                title=f"{document.title or document.filename}责任清单审核表",
                columns=_COLUMNS,
                rows=tuple(rows),
                note=_NOTE,
                size="A3",
                kept=4,
                fills=tuple(fills),
            ),
        ),
        dated=today,
    )


def read_back(
    session: Session, document: Document, source: Source, by: str, today: date, now: datetime
) -> list[RowOutcome]:
    """Do what a sheet says, row by row; each row whole or not at all. Rows that say nothing new are passed over.

    Raises Refusal when it is no review sheet, or one of another document.
    """
    rows = [_cells(block) for block in source.blocks if block.kind is BlockKind.ROW]
    rows = [row for row in rows if row.get("任务名称") or row.get(_KEY)]
    if not any("处理" in row and _KEY in row for row in rows):
        raise Refusal("这不是审核表（没有“处理”和“草案号”两栏）。请先导出审核表，改好后再读回。")
    known = {draft.id: draft for draft in drafts(session, document.id)}
    strangers = [row for row in rows if (key := _key(row)) and key[0] not in known]
    if strangers and len(strangers) == sum(_key(row) is not None for row in rows):
        raise Refusal(f"这张审核表不是第{document.id}号公文的。请核对后再读回。")
    outcomes = []
    above: Draft | None = None
    for place, row in enumerate(rows, start=1):
        name = f"序号{row.get('序号') or place}"
        title = row.get("任务名称", "")
        try:
            with session.begin_nested():
                draft, done = _follow(session, document, row, known, above, by, today, now)
        except Refusal as refusal:
            outcomes.append(RowOutcome(name, title, refused=refusal.sentence))
            continue
        above = draft if draft.status is DraftStatus.PENDING else above
        if done:
            outcomes.append(RowOutcome(name, draft.title, done="；".join(done)))
    return outcomes


_GONE = (DraftStatus.REPLACED, DraftStatus.MERGED)


def _row(place: int, draft: Draft, said: Sequence[Doubt]) -> tuple[Value, ...]:
    days = [day for entry in draft.deadlines for day in entry["due"]]
    lacks = missing(draft)
    remarks = [one.message for one in said]
    if lacks:
        remarks.append(f"缺：{'、'.join(lacks)}")
    handled = {DraftStatus.CONFIRMED: REGISTER, DraftStatus.DISMISSED: DISMISS}.get(draft.status, WAIT)
    return (
        place,
        draft.code,
        handled,
        draft.title,
        "、".join(draft.lead),
        "、".join(draft.units),
        "、".join(draft.supporting),
        time_in_words(draft),
        "、".join(day_in_words(date.fromisoformat(day)) for day in dict.fromkeys(days)),
        draft.standard,
        draft.effect,
        "；".join(entry["text"] or entry["name"] for entry in draft.indicators),
        "\n".join(remarks),
        draft.text,
        "",
        f"{draft.id}-{mark(draft)}",
    )


def _cells(block: Block) -> dict[str, str]:
    # A reader of tables writes headings without blanks, and our own name for an unknown one behind it.
    return {cell.heading.split("·")[0]: cell.text.strip() for cell in block.cells if cell.heading}


def _key(row: Mapping[str, str]) -> tuple[int, str] | None:
    found = re.fullmatch(r"(\d{1,9})-([0-9a-f]{8})", row.get(_KEY, ""))
    return (int(found[1]), found[2]) if found else None


def _follow(
    session: Session,
    document: Document,
    row: Mapping[str, str],
    known: Mapping[int, Draft],
    above: Draft | None,
    by: str,
    today: date,
    now: datetime,
) -> tuple[Draft, list[str]]:
    """Do what one row says; the draft, and what was done."""
    draft, done = _draft(session, document, row, known, by, now)
    wanted = _wanted(row)
    handling = row.get("处理", WAIT) or WAIT
    if handling not in (WAIT, REGISTER, DISMISS, MERGE):
        raise Refusal(f"“处理”里的“{handling}”不认识。请填：{WAIT}、{REGISTER}、{DISMISS}、{MERGE}。")
    if draft.status is not DraftStatus.PENDING:
        return draft, done
    key = _key(row)
    if key is not None and key[1] != mark(draft) and _differs(draft, wanted):
        raise Refusal("这一项在导出之后又被改过，没有读回。请重新导出，再改这一行。")
    if _differs(draft, wanted) and (changed := edit(session, draft, wanted, by, now)):
        done.append(f"改了{'、'.join(changed)}")
    if handling == REGISTER:
        is_undated = needs_date(draft) and any(entry["ongoing"] for entry in draft.deadlines)
        reason = "审核表确认为持续推进" if is_undated else ""
        task = register(session, draft, Decision(is_undated=is_undated, reason=reason), by, today, now)
        done.append(f"立项（{task.number}）")
    elif handling == DISMISS:
        dismiss(session, draft, by, now)
        done.append("不立项")
    elif handling == MERGE:
        if above is None or above.id == draft.id:
            raise Refusal("上面没有可以并入的一项。")
        merge(session, above, draft, by, now)
        done.append(f"并入“{above.title[:20]}”")
    return draft, done


def _draft(
    session: Session,
    document: Document,
    row: Mapping[str, str],
    known: Mapping[int, Draft],
    by: str,
    now: datetime,
) -> tuple[Draft, list[str]]:
    """The draft of a row; one without a number was added by the clerk, and is added once."""
    key = _key(row)
    if key is not None:
        if key[0] not in known:
            raise Refusal("草案号不是这份公文的，没有读回。请不要改“草案号”一栏。")
        return known[key[0]], []
    title = row.get("任务名称", "").strip()
    for other in drafts(session, document.id):
        if other.start == other.end and other.title == title and other.status not in _GONE:
            return other, []
    return add(session, document, _wanted(row), by, now), ["增加"]


def _wanted(row: Mapping[str, str]) -> DraftEdit:
    """What the cells ask for; a column that was taken out asks for nothing."""

    def names(heading: str) -> tuple[str, ...] | None:
        return names_in(row[heading]) if heading in row else None

    return DraftEdit(
        title=row.get("任务名称"),
        lead=names("牵头单位"),
        units=names("责任单位"),
        supporting=names("配合单位"),
        time=row.get("完成时限"),
        standard=row.get("工作标准"),
        effect=row.get("预期效果"),
    )


def _differs(draft: Draft, wanted: DraftEdit) -> bool:
    texts = (
        (wanted.title, draft.title),
        (wanted.time, time_in_words(draft)),
        (wanted.standard, draft.standard),
        (wanted.effect, draft.effect),
    )
    if any(asked is not None and _bare(asked) != _bare(now) for asked, now in texts):
        return True
    lists = ((wanted.lead, draft.lead), (wanted.units, draft.units), (wanted.supporting, draft.supporting))
    return any(asked is not None and list(asked) != list(now) for asked, now in lists)


def _bare(text: str) -> str:
    """A text as a cell gives it back: blanks and line ends do not count."""
    return re.sub(r"\s", "", text)
