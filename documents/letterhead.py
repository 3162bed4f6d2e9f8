"""The head of an official paper: number, title, issuer, addressees, date and issue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.document_kind import DocumentKind, kind_of
from documents.passages import Passage
from documents.references import Citation, attachments, citations, copies
from documents.register_day import is_maker, register_day, register_maker
from documents.signature import day_in, signatory, signed

_REFERENCE = re.compile(r"(?P<ref>[\u4e00-\u9fff]{0,14}[〔\[（(【]\d{4}[〕\]）)】](?:第)?\d{1,5}号)")
_ISSUE = re.compile(r"(?:(?P<year>\d{4})年)?第(?P<number>\d{1,4})期(?:[（(]总第?(?P<total>\d{1,5})期[)）])?")
_KIND_WORD = "通知|意见|方案|规划|办法|细则|要点|计划|规定|通报|决定|报告|解读|措施|清单|台账|指南|目录|条例|预案|纲要|纪要|批复|复函|答复|规则|章程"
_TITLE = re.compile(rf"关于.{{2,}}|[^。]*(?:{_KIND_WORD})(?:[（(][^）)]{{1,20}}[）)])?")
_TITLE_ENDS = re.compile(rf"(?:{_KIND_WORD})(?:[（(][^）)]*[）)])?$")
_RUN_IN_TITLE = re.compile(rf"(.{{4,60}}?(?:{_KIND_WORD}))。")
_ADDRESSED = re.compile(r"(?!为|根据|按照|现|经)(?![^：]*(?:如下|以下|现就|现将))[^。；“”]{2,}[：:]")
_ADDRESSEE = re.compile(r"各|市|省|县|区|委|局|部|厅|办|单位|部门|政府|企业|小组|公司")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[章条]"
)
# ……台账（截至2026年3月20日）
_DAY_NOTE = re.compile(
    r"(?<=[\u4e00-\u9fff》”])[（(][^（）()\d]{0,10}\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?[^（）()]{0,4}[）)]$"
)
_MEETING_DAY = re.compile(r"(?:\d{4})年\d{1,2}月\d{1,2}日[^。]{0,60}(?:会议|主持|召开)")
_HEAD_LENGTH = 14


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """What the head and the foot say; empty or None where they say nothing.

    ``issue_number`` counts within ``issue_year``, ``issue_total`` from the first issue ever. ``copies`` are those who get
    it for information (抄送); ``cited`` are the other papers it names.
    """

    reference: str = ""
    title: str = ""
    issuer: str = ""
    addressees: tuple[str, ...] = ()
    issued_on: date | None = None
    kind: DocumentKind = DocumentKind.OTHER
    issue_year: int | None = None
    issue_number: int | None = None
    issue_total: int | None = None
    copies: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()


def read_letterhead(passages: Sequence[Passage], form: str) -> DocumentHeader:
    """What the head states; ``form`` is the format of the file, since a workbook is a register."""
    head = [passage.text for passage in passages[:_HEAD_LENGTH]]
    begin = body_begins(passages)
    issue = _issue(head)
    reference = _reference(head)
    is_register = form == "xlsx" or any(passage.cells for passage in passages)
    dated = signed(passages)
    title = _bulletin_title(head) if issue else ""
    title = title or _title(head if issue else head[: max(begin, 1)])
    kind = kind_of(title, head, is_issue=issue is not None, has_reference=bool(reference))
    signer = signatory(passages, dated[0]) if dated else ""
    day = dated[1] if dated else None
    if is_register:
        signer = register_maker(passages) or signer
        day = day or register_day(passages)
    elif day is None and kind is DocumentKind.MINUTES:
        day = _meeting_day(passages)
    return DocumentHeader(
        reference=reference,
        title=title,
        issuer=signer or _masthead(head),
        addressees=_addressees(passages, begin),
        issued_on=day,
        kind=DocumentKind.REGISTER if form == "xlsx" else kind,
        issue_year=int(issue["year"]) if issue and issue["year"] else None,
        issue_number=int(issue["number"]) if issue else None,
        issue_total=int(issue["total"]) if issue and issue["total"] else None,
        copies=copies(passages),
        attachments=attachments(passages),
        cited=tuple(citations(passages, reference)),
    )


def body_begins(passages: Sequence[Passage]) -> int:
    """The place of the first paragraph after the addressees; without them, after the lines of the head."""
    head = passages[:_HEAD_LENGTH]
    for i, passage in enumerate(head):
        text = passage.text
        if i and _ADDRESSED.fullmatch(text) and _ADDRESSEE.search(text) and not _NUMBERED.match(text):
            return i + 1
        # A line that ends like a sentence is no head, however short the paper: the day under it is its signature.
        is_sentence = text.endswith(("。", "；")) or (len(text) > 60 and "。" in text)
        if _NUMBERED.match(text) or is_sentence or _in_table(passage):
            return i
    begin = 0
    for i, passage in enumerate(head):
        text = passage.text
        in_head = _REFERENCE.fullmatch(text) or _ISSUE.search(text) or (day_in(text) and len(text) < 20)
        if in_head or (_TITLE.fullmatch(text) and i <= begin + 1):
            begin = i + 1
    return begin


def _in_table(passage: Passage) -> bool:
    """Whether it is a row of a table; a row without headings above them is a title or a note."""
    return any(cell.heading for cell in passage.cells)


def _issue(head: Sequence[str]) -> re.Match[str] | None:
    lines = [line for line in head if len(line) < 40]
    found = (_ISSUE.search(line) if "年第" in line else _ISSUE.fullmatch(line) for line in lines)
    return next((each for each in found if each), None)


def _reference(head: Sequence[str]) -> str:
    """The number of the paper itself; numbers in brackets or after a title are those of other papers."""
    for line in head:
        found = _REFERENCE.search(line)
        if found and len(line) < 60 and "《" not in line and not line.startswith(("（", "(")):
            return found["ref"]
    return ""


def _bulletin_title(head: Sequence[str]) -> str:
    """The title of a single-theme bulletin stands under its date."""
    dated = next((i for i, line in enumerate(head) if day_in(line) and len(line) < 60), len(head))
    after = head[dated + 1] if dated + 1 < len(head) else ""
    return after if len(after) < 80 and not re.search("[。【]", after) else ""


def _title(head: Sequence[str]) -> str:
    lines = [
        line
        for line in (_DAY_NOTE.sub("", line) for line in head)
        if not (_REFERENCE.search(line) or day_in(line) or _ISSUE.search(line) or _NUMBERED.match(line))
    ]
    for i, line in enumerate(lines):
        if _ADDRESSED.fullmatch(line):
            continue
        if _TITLE.fullmatch(line) and len(line) <= 120:
            return _begun_above(lines[max(i - 2, 0) : i]) * ("关于" not in line) + _whole_title(
                line, lines[i + 1 : i + 3]
            )
        run_in = _RUN_IN_TITLE.match(line)
        if run_in:
            return run_in[1]
    short = [line for line in lines if 4 <= len(line) <= 60 and "。" not in line and not is_maker(line)]
    return short[0] if short and (len(lines) > 1 or not re.search("[，；]", short[0])) else ""


def _whole_title(line: str, following: Sequence[str]) -> str:
    """A title broken over lines goes on until it names the kind of paper."""
    whole = line
    for more in following:
        if _TITLE_ENDS.search(whole) or not _TITLE_ENDS.search(more):
            break
        whole += more
    return whole


def _begun_above(before: Sequence[str]) -> str:
    """The lines in which a title broken over lines begins (……关于促进|……发展的若干意见)."""
    for place, line in enumerate(before):
        begun = "".join(before[place:])
        if "关于" in line and len(begun) <= 60 and not re.search("[。；：]|[（(〔]", begun):
            return "" if any(_TITLE_ENDS.search(part) for part in before[place:]) else begun
    return ""


def _meeting_day(passages: Sequence[Passage]) -> date | None:
    """The day of the meeting that the first paragraphs of minutes name."""
    for passage in passages[:_HEAD_LENGTH]:
        if found := _MEETING_DAY.match(passage.text):
            return day_in(found[0])
    return None


def _masthead(head: Sequence[str]) -> str:
    """The organ whose 文件 or bulletin it is."""
    lines = "".join(line for line in head[:3] if len(line) < 40 and not line.startswith("关于"))
    found = re.match(r"(.{4,60}?)(?:文件|改革快报|简报|快报)", lines)
    return found[1] if found else ""


def _addressees(passages: Sequence[Passage], begin: int) -> tuple[str, ...]:
    line = passages[begin - 1].text if begin else ""
    if not _ADDRESSED.fullmatch(line):
        return ()
    return tuple(name for name in re.split(r"[，,、](?![^（(]*[）)])", line.rstrip("：:")) if name)
