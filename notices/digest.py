"""The wording of a letter: everything one person has to hear today, in one digest, and what goes apart from it."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from config.settings import settings
from models.notice import Delivery
from models.office import Office
from models.unit import Contact
from models.words import ContactLevel, NoticeKind
from notices.addresses import carriers
from notices.matters import Item, Part, carried, counted, matters, one_line
from notices.message import Attachment, Message
from notices.wording import Letter, Wording, wording
from schedules.workdays import WorkCalendar

LinksOf = Callable[[Session, Sequence[tuple[Delivery, Contact, int]]], dict[tuple[int, int], str]]
"""The addresses by which the readers of letters act for units without an account, by letter and unit.

Where there is none it is empty."""

ASSIGNMENT = "assignment"
"""What stands in ``apart`` of a letter that hands out assignments (交办)."""

ORDER = "order-"
"""What ``apart`` of a letter with one 督办单 begins with; the notice's id follows."""

VOIDED = "void-"
"""What ``apart`` of a letter which says that another was voided (作废) begins with; the voided one's id follows."""

MOST_OF_CHAT = 2048
"""Bytes that every robot takes."""

_MOST_BYTES = 10 * 1024 * 1024  # of the files of one letter; what is over it is taken from the board
_LONGEST_TITLE = 40  # characters of a title in a subject
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")


def compose(
    session: Session,
    delivery: Delivery,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None = None,
) -> Message | None:
    """The letter as it reads at this moment, or None when nothing in it is needed any more.

    A reminder whose matter was handed in since is left out. ``address`` is where the board is.
    """
    return compose_all(session, [delivery], now, calendar, address, links_of).get(delivery.id)


def compose_all(
    session: Session,
    letters: Sequence[Delivery],
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None = None,
) -> dict[int, Message]:
    """The same for many letters at once, by their ids; those in which nothing is needed any more are missing."""
    office = session.scalars(select(Office)).one()
    contact_ids = {one.contact_id for one in letters}
    readers = {
        one.id: one for one in session.scalars(select(Contact).where(col(Contact.id).in_(contact_ids)))
    }
    by_id = {one.id: one for one in letters}
    chains = carried(session, letters)
    words = wording()
    with_files = carriers(settings())

    def links(wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
        if links_of is None:
            return {}
        rows = [(by_id[letter], readers[by_id[letter].contact_id], unit_id) for letter, unit_id in wanted]
        return links_of(session, rows)

    found = matters(
        session,
        chains,
        now.date(),
        calendar,
        lambda item: words.render(f"{item.kind.value}.txt.j2", item=item).strip(),
        links,
    )
    # One that takes the place of another is the same letter by another channel.
    replaced = [chains[letter][-1] for letter in found if len(chains[letter]) > 1]
    firsts = by_id | {
        one.id: one for one in session.scalars(select(Delivery).where(col(Delivery.id).in_(replaced)))
    }
    return {
        letter: _worded(
            words,
            by_id[letter],
            readers[by_id[letter].contact_id],
            firsts[chains[letter][-1]].apart,
            _letter(
                office,
                readers[by_id[letter].contact_id],
                parts,
                now,
                address,
                enclosed(parts) if by_id[letter].channel in with_files else (),
            ),
            now,
        )
        for letter, parts in found.items()
    }


def _worded(
    words: Wording, delivery: Delivery, reader: Contact, apart: str, letter: Letter, now: datetime
) -> Message:
    form = _form(apart, letter)
    shown = [item for part in letter.parts for item in part.items]
    return Message(
        identifier=f"duban-{delivery.id}",
        address=delivery.address,
        name=one_line(reader.name),
        subject=_subject(form, letter),
        body=without_gaps(words.render(f"{form}.txt.j2", letter=letter)),
        at=now,
        html=words.render(f"{form}.html.j2", letter=letter),
        chat=_short_enough(words.render(f"{form}.chat.j2", letter=letter)),
        bare=_bare(words, letter),
        threads=tuple(dict.fromkeys(f"assignment-{item.assignment_id}" for item in shown)),
        channel=delivery.channel,
        attachments=letter.files,
    )


def _letter(
    office: Office,
    contact: Contact,
    parts: list[Part],
    now: datetime,
    address: str,
    files: tuple[Attachment, ...],
) -> Letter:
    kinds = [kind for part in parts for kind in part.kinds]
    return Letter(
        office=one_line(office.name),
        short_name=one_line(office.short_name),
        phone=one_line(office.phone),
        name=one_line(contact.name),
        is_leader=contact.level is ContactLevel.LEADER,
        year=now.year,
        month=now.month,
        day=now.day,
        count=len(kinds),
        counted=counted(kinds),
        late=sum(part.late for part in parts),
        longest=max(part.longest for part in parts),
        parts=tuple(parts),
        address=address,
        files=files,
    )


def enclosed(parts: Sequence[Part]) -> tuple[Attachment, ...]:
    """The signed letters that go with what is told in full, each once, as many as a mailbox takes."""
    found: dict[str, Attachment] = {}
    room = _MOST_BYTES
    for paper in (item.on_paper for part in parts for item in part.items):
        if paper.file and paper.file.sha256 not in found and paper.size <= room:
            found[paper.file.sha256] = paper.file
            room -= paper.size
    return tuple(found.values())


def _form(apart: str, letter: Letter) -> str:
    """Which templates word it: an apart letter has its own as long as it speaks of nothing else."""
    kinds = {kind for part in letter.parts for kind in part.kinds}
    if apart == ASSIGNMENT and kinds == {NoticeKind.ASSIGNMENT}:
        return "assignment_letter"
    if apart.startswith(ORDER) and kinds == {NoticeKind.ORDER} and letter.count == 1:
        return "order_letter"
    if apart.startswith(VOIDED) and kinds == {NoticeKind.VOIDING}:
        return "voiding_letter"
    return "digest"


def _subject(form: str, letter: Letter) -> str:
    head, tail = f"【{letter.short_name}】", f"（{letter.month}月{letter.day}日）"
    match form:
        case "assignment_letter":
            return f"{head}新交办{letter.count}件，请签收{tail}"
        case "order_letter":
            return f"{head}督办单：{_titled(letter.single)}"
        case "voiding_letter":
            return f"{head}作废通知：{letter.single.paper}"
        case _:
            return f"{head}{letter.of_what}{letter.count}件：{letter.counted}{tail}"


def _titled(item: Item) -> str:
    cut = item.title if len(item.title) <= _LONGEST_TITLE else f"{item.title[:_LONGEST_TITLE]}……"
    return f"〔{item.number}〕{cut}"


def _bare(words: Wording, letter: Letter) -> str:
    """A title and the link, and nothing of what it is about."""
    return _short_enough(words.render("bare.chat.j2", letter=letter))


def without_gaps(text: str) -> str:
    """At most one empty line in a row, and none at the ends: templates need not count theirs."""
    return _GAP.sub("\n\n", text).strip() + "\n"


def _short_enough(chat: str) -> str:
    """As much as every robot takes. The links stand before the matters, so that it is these that are cut."""
    lines = [line for line in chat.splitlines() if line.strip()]
    while len(lines) > 1 and len("\n".join(lines).encode()) > MOST_OF_CHAT:
        lines.pop()
    return "\n".join(lines)
