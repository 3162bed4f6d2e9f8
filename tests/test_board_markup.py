"""Whatever stands in any text that is stored, no page of the board comes alive by it, and no file that is taken away.

The text is put straight into the database, into every column that holds words: it does not matter by which form, file,
interface or earlier version it came there.
"""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Table, Text
from sqlalchemy import text as sql
from sqlmodel import AutoString

from models import database
from models.append_only import lift
from models.base import Table as Stored
from models.campaign import Campaign
from models.words import UserRole
from supervision.actor import Actor
from supervision.campaigns import assessor_links
from supervision.feeds import make_feed
from tests.amounts import amount, falling_to
from tests.cast import Cast
from tests.link_visit import make_link
from tests.place import NOW, Place
from tests.seen_by import SEEN_BY

pytestmark = pytest.mark.embedded  # a server's columns are too short for it, which is a guard of its own

BEFORE = ("=1+1", "+cmd|' /C x'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1")
AFTER = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>"
    '" onmouseover="alert(1)" x=\'</textarea></title></style>{{1337*7}}{% raw %}${1337*7}'
    "\r\nX-Injected: yes\r\nATTACH:http://evil.example/\r\n<!--javascript:alert(1)"
)
# What is no text but a word of the program, a number, a day, a digest or a secret, though its column is one of words.
CODES = {
    "alembic_version", "sent_form", "carried_form", "client_request", "block", "calendar_mark", "sign_in",
    "user.login", "user.password_hash", "link.code_hash", "office.email", "contact.email",
    "contact.quiet_from", "contact.quiet_until", "document.format", "document.kind",
    "indicator.relation", "indicator.recurrence", "indicator.kind", "indicator.accrual",
    "indicator_change.field", "indicator_share.unit_class", "score_total.unit_class", "frozen_item.light", "task.reporting", "task.ladder",
    "ladder_version.text", "ladder_version.name", "ladder_version.version", "score_sheet.text", "score_sheet.name",
    "meeting.recurrence", "amendment.field", "deadline.period", "notice.in_force", "notice.rung",
    "notice.occasion", "notice.pack", "notice.signer", "delivery.channel", "delivery.apart", "bulletin_subscription.list",
    "exemption.item", "objection.item", "rating.item", "score.item", "draft.change", "approval_step.subject",
    "approval_step.login", "consequence.rule", "stored_file.media_type", "on_site_check.field",
}  # fmt: skip


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


def _words(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold words."""
    return [
        column
        for column in table.columns
        if isinstance(column.type, AutoString | Text)
        and "sha256" not in column.name
        and "digest" not in column.name
        and not {table.name, f"{table.name}.{column.name}"} & CODES
    ]


def _taint() -> int:
    """Put it into every word that is stored; how many columns there were."""
    done = 0
    with database.engine().begin() as connection:
        lift(connection)
        for table in Stored.metadata.sorted_tables:
            for column in _words(table):
                done += 1
                # An empty name or reason says that a thing has not been done.
                only = f"WHERE \"{column.name}\" <> ''" if column.name.endswith(("_by", "reason")) else ""
                change = f'SET "{column.name}" = :before || "{column.name}" || :after'
                connection.execute(
                    sql(f'UPDATE OR IGNORE "{table.name}" {change} {only}'),
                    {"before": BEFORE[done % len(BEFORE)], "after": AFTER},
                )
            for column in table.columns:
                if isinstance(column.type, JSON) and f"{table.name}.{column.name}" not in CODES:
                    _taint_json(connection, table.name, column.name)
    return done


def _taint_json(connection: Any, table: str, column: str) -> None:
    for key, written in connection.execute(sql(f'SELECT rowid, "{column}" FROM "{table}"')).all():
        if written is None:
            continue
        made = json.dumps(_tainted(json.loads(written)), ensure_ascii=False)
        connection.execute(
            sql(f'UPDATE "{table}" SET "{column}" = :made WHERE rowid = :key'), {"made": made, "key": key}
        )


def _tainted(value: Any) -> Any:
    """The same with it in every word: what is in Chinese is for people, the rest for the program."""
    if isinstance(value, str):
        return BEFORE[0] + value + AFTER if re.search(r"[\u4e00-\u9fff]", value) else value
    if isinstance(value, list):
        return [_tainted(one) for one in value]
    if isinstance(value, dict):
        return {name: _tainted(one) for name, one in value.items()}
    return value


class Page(HTMLParser):
    """What is alive in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.alive: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "script" and not (named.get("src") or "").startswith("/static/"):
            self.alive.append("a script of its own")
        if tag in ("iframe", "object", "embed", "base", "style", "foreignobject"):
            self.alive.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "xlink:href"):
                self.alive.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "data", "poster") and not _is_ours(
                value or ""
            ):
                self.alive.append(f"{tag} {name}={value}")


def _is_ours(address: str) -> bool:
    return (
        (address.startswith("/") and not address.startswith(("//", "/\\")))
        or address.startswith(("#", "?", "tel:", "mailto:"))
        or not address
    )


def _assert_dead(path: str, answer: Any) -> None:
    kind = answer.headers.get("content-type", "")
    for name, value in answer.headers.items():
        assert "\r" not in value, (path, name)
        assert "\n" not in value, (path, name)
        assert name.lower() != "x-injected", path
    if kind.startswith("text/html"):
        page = Page()
        page.feed(answer.text)
        assert page.alive == [], path
        assert "9359" not in answer.text, path
    elif not zipfile.is_zipfile(io.BytesIO(answer.content)) and "officedocument" in kind:
        return  # a file that the place put there, which is no document
    elif "spreadsheetml" in kind:
        _assert_plain_workbook(path, answer.content)
    elif "wordprocessingml" in kind:
        _assert_plain_document(path, answer.content)
    elif "csv" in kind:
        _assert_plain_table(path, answer.text)


def _assert_plain_workbook(path: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for part in book.namelist():
            written = book.read(part)
            if part.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in written, path
                assert b"<f " not in written, path
                assert b"<hyperlink" not in written, path
            assert b'TargetMode="External"' not in written, (path, part)
            assert "externalLink" not in part
            assert not part.endswith((".bin", ".vml"))


def _assert_plain_document(path: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as paper:
        for part in paper.namelist():
            written = paper.read(part)
            if part.endswith(".rels"):
                assert b'TargetMode="External"' not in written, (path, part)
            if part.startswith("word/") and part.endswith(".xml"):
                fields = re.findall(
                    rb"<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr=\"([^\"]*)\"", written
                )
                assert all(b"alert" not in b"".join(field) for field in fields), (path, part)
                assert all(
                    re.match(rb"\s*(PAGE|NUMPAGES|TOC|SEQ|STYLEREF)?\b", b"".join(field)) for field in fields
                )


def _assert_plain_table(path: str, written: str) -> None:
    for row in csv.reader(io.StringIO(written.lstrip("\ufeff"))):
        for cell in row:
            is_number = re.fullmatch(r"[-+]?[0-9.,]*%?", cell)
            assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (path, cell[:40])


def test_the_walk_notices_what_is_alive() -> None:
    for alive in (
        "<script>x</script>", "<a href='javascript:x'>", "<img src=x onerror=y>", "<a href='//evil.example'>",
        "<a href='data:text/html,x'>", "<form action='https://evil.example'>", "<base href='/'>",
    ):  # fmt: skip
        page = Page()
        page.feed(alive)
        assert page.alive, alive
    page = Page()
    page.feed('<script src="/static/board.js?v=1"></script><a href="/tasks">x</a><a href="?page=2">')
    assert page.alive == []


@pytest.mark.long
def test_nothing_stored_comes_alive_on_any_page_or_in_any_file(place: Place) -> None:
    address, _ = make_link(place.office, place.address("/units/{unit_id}/links"))
    clerk, unit = place.person("wangmin"), place.person("suwang")
    with database.transaction() as session:
        cast = Cast(session)
        campaign = session.get_one(Campaign, place.numbers["campaign_id"])
        rated = assessor_links.make(session, campaign, "评估二组", [cast.union.id], cast.clerk, NOW, 14).token
        owner = Actor("苏望", UserRole.UNIT, cast.union.id, _id_of(session, "suwang"))
        feed = make_feed(session, owner, NOW)[1]
    assert _taint() > 200
    kinds, broken = set[str](), []
    for person, login in ((clerk, "wangmin"), (unit, "suwang")):
        for path, seen_by in SEEN_BY.items():
            # On a usual run a page that both see falls to one of them, and is not asked for at its full length.
            if not falling_to(login, sorted({"wangmin", "suwang"} & seen_by), [path]):
                continue
            for query in ("",) if "{" in path else amount(("",), ("", "?show=all")):
                answer = person.client.get(place.address(path) + query)
                if answer.status_code != 200:
                    broken.append((login, path, answer.status_code))
                    continue
                _assert_dead(path, answer)
                kinds.add(answer.headers["content-type"].partition(";")[0])
    stranger = place.office.stranger()
    for path in (address, f"{address}/assignments/{place.numbers['assignment_id']}", f"/e/{rated}"):
        answer = stranger.get(path)
        assert answer.status_code == 200, path
        _assert_dead(path, answer)
    calendar = stranger.get(f"/feeds/{feed}.ics").text
    unfolded = calendar.replace("\r\n ", "")
    assert "alert(1)" in unfolded
    assert not re.search(r"^(X-Injected|ATTACH)", unfolded, re.MULTILINE)
    for path in ("/log/export.csv", "/ledger/download/csv", "/ledger/download/csv?sheet=1"):
        answer = clerk.client.get(path)
        assert answer.status_code == 200
        assert "alert(1)" in answer.text
        _assert_plain_table(path, answer.text)
    assert broken == []
    assert len(kinds) >= 3


def _id_of(session: Any, login: str) -> int:
    found: int = session.execute(
        sql('SELECT id FROM "user" WHERE login = :login'), {"login": login}
    ).scalar_one()
    return found
