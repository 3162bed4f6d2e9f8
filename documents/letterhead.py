"""The head and foot of an official paper: number, title, issuer, addressees, date, issue, and what kind of paper it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.passages import Passage

_HAN_DIGITS = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "O": "0",
}
_REFERENCE = re.compile(r"(?P<ref>[\u4e00-\u9fff]{1,14}[〔\[（(【]\d{4}[〕\]）)】](?:第)?\d{1,5}号)")
_ISSUE = re.compile(r"(?P<year>\d{4})年第(?P<number>\d{1,4})期(?:[（(]总第?(?P<total>\d{1,5})期[)）])?")
_ISSUE_ONLY = re.compile(r"第(?P<number>\d{1,4})期(?:[（(]总第?(?P<total>\d{1,5})期[)）])?")
_DAY = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})"
)
_HAN_DAY = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_DATED_LINE = re.compile(
    r"(?:(?:成文|发布|印发|发文|生成)日期[：:])?[（(]?(?:经?.{0,20}?)?(?P<day>%s)(?:[^，。]{0,6})?[）)]?"
)
_BULLETIN = re.compile(r"简报|快报|专报|动态|信息|通讯|要情|工作交流")
_INTERPRETATION = re.compile(r"解读|答记者问|问答")
_TITLE = re.compile(
    r"关于.{2,}|.*(?:通知|意见|方案|规划|办法|细则|要点|计划|规定|通报|决定|报告|解读|措施|清单|台账|指南|目录|条例|预案|纲要)(?:[（(][^）)]{1,20}[）)])?"
)
_KINDS = (
    ("简报", _BULLETIN), ("解读", _INTERPRETATION), ("台账", re.compile(r"台账|清单|任务表|进度表|分解表")),
    ("分工方案", re.compile(r"分工(?:方案|的意见|意见)")), ("通知", re.compile(r"通知$")), ("实施方案", re.compile(r"方案$|行动计划$|工作计划$")),
    ("规划", re.compile(r"规划$|纲要$")), ("意见", re.compile(r"意见$")),
)  # fmt: skip
_ADDRESSED = re.compile(r"[^。；“”]{2,}[：:]")
_ADDRESSEE = re.compile(r"各|市|省|县|区|委|局|部|厅|办|单位|部门|政府|企业|小组|公司")
_ATTACHMENT = re.compile(r"附件\d{0,2}[：:]?|附[：:]?|附录[一二三\d]?")
_IMPRINT = re.compile(r"(?:报|送|发|抄送|抄报|主送)[：:]|[（(]此件.{0,10}[）)]")
_BEFORE_DAY = re.compile(r"[^：；、]{0,40}|(?:成文|发布|印发|发文)日期[：:]|[（(].{0,12}")
_HEAD_LENGTH = 14


class DocumentKind(StrEnum):
    """What kind of paper it is, which decides whether it can hand out tasks."""

    NOTICE = "通知"
    OPINION = "意见"
    PLAN = "实施方案"
    PROGRAMME = "规划"
    DIVISION = "分工方案"
    BULLETIN = "简报"
    INTERPRETATION = "解读"
    REGISTER = "台账"
    OTHER = "其他"

    @property
    def hands_out_tasks(self) -> bool:
        """A bulletin reports and an interpretation explains: neither asks anything of a unit."""
        return self not in (DocumentKind.BULLETIN, DocumentKind.INTERPRETATION)


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """What the head and the foot say; empty or None where they say nothing.

    ``issue_number`` counts within ``issue_year``, ``issue_total`` from the first issue ever.
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


@dataclass(frozen=True, slots=True)
class Part:
    """The paper itself or one of its attachments, each with its own title, kind and outline."""

    title: str
    kind: DocumentKind
    body: tuple[Passage, ...]


def read_letterhead(passages: Sequence[Passage], form: str) -> DocumentHeader:
    """Reference, title, issuer, addressees, date and kind, as far as the paper states them."""
    head = [passage.text for passage in passages[:_HEAD_LENGTH]]
    until = _body_begins(passages)
    issue = next(
        (
            found
            for text in head
            if len(text) < 40
            for found in [_ISSUE.search(text) or _ISSUE_ONLY.fullmatch(text)]
            if found
        ),
        None,
    )
    dated = _dated_line(passages)
    title = _title(head if issue else head[: max(until, 1)], issue is not None)
    kind = _kind(title, head, issue is not None, form)
    reference = next(
        (
            found["ref"]
            for text in head
            if len(text) < 60
            for found in [_REFERENCE.search(text)]
            if found and "《" not in text and not text.startswith(("（", "("))
        ),
        "",
    )
    return DocumentHeader(
        reference=reference,
        title=title,
        issuer=_issuer(passages, dated[0] if dated else None, head, issue is not None),
        addressees=_addressees(passages, until),
        issued_on=dated[1] if dated else None,
        kind=kind,
        issue_year=int(issue["year"]) if issue and "year" in issue.re.groupindex else None,
        issue_number=int(issue["number"]) if issue else None,
        issue_total=int(issue["total"]) if issue and issue["total"] else None,
    )


def parts(passages: Sequence[Passage], header: DocumentHeader) -> list[Part]:
    """The paper without head, foot and imprint, then each attachment."""
    found: list[Part] = []
    begin = _body_begins(passages)
    title, kind, body = header.title, header.kind, list[Passage]()
    skip = 0
    for i, passage in enumerate(passages[begin:], begin):
        if skip:
            skip -= 1
            continue
        if _ATTACHMENT.fullmatch(passage.text) and i + 1 < len(passages):
            found.append(Part(title, kind, tuple(body)))
            title, body, skip = passages[i + 1].text, [], 1
            kind = _kind(title, [title], False, "txt")
        elif not _outside_body(passage, bool(body)):
            body.append(passage)
        elif _signed_day(passage.text):
            while body and re.sub(r"[（(]代章[）)]", "", body[-1].text) in header.issuer:
                body.pop()
    return [*found, Part(title, kind, tuple(body))]


def _body_begins(passages: Sequence[Passage]) -> int:
    """The first paragraph after the addressees; without them, after the title lines."""
    head = passages[:_HEAD_LENGTH]
    for i, passage in enumerate(head):
        if (
            _ADDRESSED.fullmatch(passage.text)
            and _ADDRESSEE.search(passage.text)
            and i
            and not _numbered(passage.text)
        ):
            return i + 1
        if _numbered(passage.text) or (len(passage.text) > 60 and "。" in passage.text) or passage.cells:
            return i
    begin = 0
    for i, passage in enumerate(head):
        text = passage.text
        numbered = _REFERENCE.fullmatch(text) or _ISSUE.search(text) or (_day_of(text) and len(text) < 20)
        if numbered or ("。" not in text and _TITLE.fullmatch(text) and i <= begin + 1):
            begin = i + 1
    return begin


def _numbered(text: str) -> bool:
    return bool(
        re.match(
            r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[章条]",
            text,
        )
    )


def _outside_body(passage: Passage, begun: bool) -> bool:
    text = passage.text
    if _IMPRINT.match(text) or (len(text) < 40 and _signed_day(text)):
        return True
    return text.startswith(("附件：", "附件:")) and begun


def _title(head: Sequence[str], bulletin: bool) -> str:
    if bulletin:
        dated = next((i for i, line in enumerate(head) if _day_of(line) and len(line) < 60), None)
        after = head[dated + 1] if dated is not None and dated + 1 < len(head) else ""
        if after and len(after) < 80 and not re.search("[。【]", after):
            return after
    lines = [
        line
        for line in head
        if not (_REFERENCE.search(line) or _day_of(line) or _ISSUE.search(line) or _numbered(line))
    ]
    for i, line in enumerate(lines):
        if _ADDRESSED.fullmatch(line) or len(line) > 120:
            continue
        if (
            line.startswith("关于")
            or re.search(r"关于.+的(?:通知|意见|方案|通报|决定|报告)", line)
            or (_TITLE.fullmatch(line) and "。" not in line and not line.endswith("文件"))
        ):
            return _whole_title(line, lines[i + 1 : i + 3])
        whole = re.match(r"(.{4,60}?(?:意见|方案|通知|规划|办法|细则|要点|计划))。", line)
        if whole:
            return whole[1]
    short = [line for line in lines if 4 <= len(line) <= 60 and "。" not in line and not _numbered(line)]
    return short[0] if short and len(lines) > 1 else ""


def _whole_title(line: str, following: Sequence[str]) -> str:
    """A title broken over lines goes on until it names the kind of paper."""
    whole = line
    for more in following:
        if re.search(
            r"(?:通知|意见|方案|规划|办法|细则|要点|计划|通报|决定|报告|解读)(?:[（(].*[）)])?$", whole
        ) or not re.search(r"(?:通知|意见|方案|规划|办法|细则|要点|计划|通报|决定|报告)$", more):
            break
        whole += more
    return whole


def _kind(title: str, head: Sequence[str], issue: bool, form: str) -> DocumentKind:
    if form == "xlsx":
        return DocumentKind.REGISTER
    masthead = any(
        _BULLETIN.search(line) for line in head[:5] if len(line) < 60 and not line.startswith("关于")
    )
    if issue and (masthead or not _REFERENCE.search("".join(head))):
        return DocumentKind.BULLETIN
    if any(re.match(r"【(?:重点推荐|简讯速览|简讯|要闻|工作动态)】", line) for line in head):
        return DocumentKind.BULLETIN
    bare = re.sub(r"[（(][^）)]*[）)]$", "", title)
    for name, pattern in _KINDS:
        if name != "简报" and pattern.search(bare):
            return DocumentKind(name)
    if re.search(r"(?:工作)?(?:简报|快报)$", bare):
        return DocumentKind.BULLETIN
    return DocumentKind.OTHER


def _dated_line(passages: Sequence[Passage]) -> tuple[int, date] | None:
    """The first line that is nothing but a signed date: in the head of a bulletin, at the foot of other papers."""
    for i, passage in enumerate(passages):
        day = _signed_day(passage.text)
        if day:
            return i, day
    return None


def _signed_day(text: str) -> date | None:
    """The date of a line that says who signed when, and nothing else."""
    found = _DAY.search(text) or _HAN_DAY.search(text)
    if not found or len(text) > 60 or "。" in text or "，" in text:
        return None
    before, after = text[: found.start()], text[found.end() :]
    if len(after) > 4 or re.match("前|起|止|之", after) or re.search(r"[于自从至到在前]$", before):
        return None
    return _day_of(text) if _BEFORE_DAY.fullmatch(before) else None


def _day_of(text: str) -> date | None:
    found = _DAY.search(text)
    if found:
        numbers = [found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]]
    else:
        written = _HAN_DAY.search(text)
        if not written:
            return None
        numbers = [
            "".join(_HAN_DIGITS[char] for char in written["y"]),
            str(_small(written["m"])),
            str(_small(written["d"])),
        ]
    try:
        return date(*(int(number) for number in numbers))
    except ValueError:
        return None


def _small(han: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = han.partition("十")
    if not ten:
        return int(_HAN_DIGITS[han]) if len(han) == 1 else 0
    return (int(_HAN_DIGITS[tens]) if tens else 1) * 10 + (int(_HAN_DIGITS[ones]) if len(ones) == 1 else 0)


def _issuer(passages: Sequence[Passage], dated: int | None, head: Sequence[str], bulletin: bool) -> str:
    """Who signed above the date; else the organ whose 文件 it is."""
    signed = ""
    if dated is not None:
        alone = re.split(r"\d{4}年|[〇○零一二三四五六七八九]{4}年", passages[dated].text)[0]
        lines = [alone] if alone else []
        for passage in reversed(passages[max(dated - 2, 0) : dated]):
            if (
                len(passage.text) > 40
                or re.search("[。，；：]|第.{1,5}期", passage.text)
                or _numbered(passage.text)
            ):
                break
            lines.insert(0, passage.text)
        signed = re.sub(r"[（(]代章[）)]", "", "".join(lines))
    if signed:
        return signed
    masthead = "".join(line for line in head[:3] if len(line) < 40 and not line.startswith("关于"))
    found = re.match(r"(.{4,60}?)(?:文件|改革快报|简报|快报)", masthead)
    return found[1] if found else ""


def _addressees(passages: Sequence[Passage], until: int) -> tuple[str, ...]:
    if until == 0:
        return ()
    line = passages[until - 1].text
    if not _ADDRESSED.fullmatch(line):
        return ()
    return tuple(name for name in re.split(r"[，,、](?![^（(]*[）)])", line.rstrip("：:")) if name)
