"""What a paper names besides its duties: the papers it cites, its attachments, and who else receives it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.passages import Passage

# 〔2021〕10号, also with the brackets that typists use instead.
NUMBER = r"[\u4e00-\u9fff]{1,14}[〔\[（(【]\d{4}[〕\]）)】](?:第)?\d{1,5}号"
_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]{1,80}》){2,120})》")
# 《规划》, 《实施方案》: how a paper speaks of itself, or of one it has named before.
_SHORT_FOR_ITSELF = re.compile(
    r".{0,2}(?:通知|意见|方案|规划|办法|细则|要点|计划|规定|决定|条例|纲要|清单|台账|指南|目录|标准|通报|解读)"
)
_NUMBER_BEHIND = re.compile(rf"\s*[（(](?P<number>{NUMBER})[）)]")
_LONE_NUMBER = re.compile(rf"(?P<number>{NUMBER})")
_NOT_IN_A_NUMBER = re.compile(
    r"^.*(?:根据|按照|依据|落实|执行|印发|转发|下发|贯彻|关于|文件|见|和|及|的|与|以及)"
)
_LIST = re.compile(r"附件[：:](?P<first>.+)")
_ITEM = re.compile(r"(?P<number>\d{1,2})[.．、]\s*(?P<title>[^。；]{2,80})")
_COPY = re.compile(r"(?:抄送|抄报|抄告)(?:单位|部门)?[：:](?P<names>.+)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that is named in another: its title without 《》, its number where one stands, and where."""

    title: str
    number: str
    start: int
    end: int


def citations(passages: Sequence[Passage], own_number: str = "") -> list[Citation]:
    """The papers a document cites, each once, in order of its first mention; its own number is none of them."""
    by_number: dict[str, int] = {}
    by_title: dict[str, int] = {}
    found: list[Citation] = []
    for passage in passages:
        for one in _cited(passage):
            if one.number == own_number != "" or (not one.number and _SHORT_FOR_ITSELF.fullmatch(one.title)):
                continue
            place = by_number.get(one.number) if one.number else None
            place = by_title.get(one.title) if place is None and one.title else place
            if place is None:
                place = len(found)
                found.append(one)
            elif one.number and not found[place].number:
                found[place] = replace(found[place], number=one.number)
            if found[place].number:
                by_number.setdefault(found[place].number, place)
            if one.title:
                by_title.setdefault(one.title, place)
    return found


def attachments(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The titles of the list of attachments (附件：1.…… 2.……) under the text, in order."""
    for place, passage in enumerate(passages):
        listed = _LIST.fullmatch(passage.text)
        if listed is None:
            continue
        items = [found["title"].strip() for found in _ITEM.finditer(listed["first"])]
        if not items:
            return (listed["first"].strip(" 。"),)
        for following in passages[place + 1 : place + 30]:
            item = _ITEM.fullmatch(following.text)
            if item is None or int(item["number"]) != len(items) + 1:
                break
            items.append(item["title"].strip())
        return tuple(items)
    return ()


def copies(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who gets the paper for information (抄送), as the foot lists them."""
    for passage in reversed(passages):
        if found := _COPY.fullmatch(passage.text):
            names = re.split(r"[，,、；;](?![^（(]*[）)])", found["names"].strip("。. "))
            return tuple(name.strip() for name in names if name.strip())
    return ()


def _cited(passage: Passage) -> Iterator[Citation]:
    done = 0
    for found in _TITLE.finditer(passage.text):
        behind = _NUMBER_BEHIND.match(passage.text, found.end())
        end = behind.end() if behind else found.end()
        yield from _numbers(passage, done, found.start())
        number = behind["number"] if behind else ""
        yield Citation(found["title"], number, passage.where[found.start()], passage.until(end))
        done = end
    yield from _numbers(passage, done, len(passage.text))


def _numbers(passage: Passage, begin: int, end: int) -> Iterator[Citation]:
    for found in _LONE_NUMBER.finditer(passage.text, begin, end):
        number = _NOT_IN_A_NUMBER.sub("", found["number"])
        start = found.end() - len(number)
        yield Citation("", number, passage.where[start], passage.until(found.end()))
