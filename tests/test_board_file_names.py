"""Names of files as strangers write them: kept short and plain, never part of a path, and no header of an answer is made by one."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from supervision.cases.archive import safe_name
from supervision.duties.file_store import plain_name
from tests.office import BoardOffice, Person, establish

NAMES = (
    "../../../etc/cron.d/x.pdf",
    "C:\\Windows\\system32\\x.pdf",
    "/etc/passwd\x00.pdf",
    "\u202efdp.exe\u202c.pdf",
    "x.exe\u200b.pdf",
    "a\r\nSet-Cookie: duban=x\r\n\r\n<script>.pdf",
    'a"; filename="b.exe";.pdf',
    "a';%0d%0aX: y.pdf",
    "长" * 4_000 + ".pdf",
    "x" * 4_000 + ".pdf",
    "CON.pdf",
    "nul.pdf",
    "COM1.pdf",
    " .pdf",
    "...pdf",
    "x.pdf.",
    "x.pdf ",
    ".htaccess.pdf",
    "~$x.pdf",
    "-rf.pdf",
    "$(touch x).pdf",
    "=1+1.pdf",
    "x.pdf::$DATA",
    "\ud800.pdf".encode("utf-8", "replace").decode(),
    "x." + "y" * 4_000,
    "",
    ".",
    "..",
)


@pytest.fixture
def unit(home: object) -> tuple[BoardOffice, Person]:
    office = establish()
    person = office.person("suwang")
    person.does(f"/assignments/{office.lead_assignment}/acceptance")
    return office, person


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:24]))
def test_a_name_is_kept_short_on_one_line_and_without_folders(name: str) -> None:
    for made, longest in ((plain_name(name), 120), (safe_name(name), 80)):
        assert len(made) <= longest
        assert all(one.isprintable() for one in made)
        assert "/" not in made
        assert "\\" not in made
    assert safe_name(name).casefold().partition(".")[0] not in {"con", "nul", "com1"}
    assert safe_name(name) not in ("", ".", "..")


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:24]))
def test_a_file_of_any_name_comes_back_as_a_download_under_one_name_and_makes_no_header(
    unit: tuple[BoardOffice, Person], home: Path, name: str
) -> None:
    office, person = unit
    files = {"file": (name, b"%PDF-1.4\n%%EOF\n", "application/pdf")}
    answer = person.posts(f"/assignments/{office.lead_assignment}/evidence", files=files, kind="paper")
    assert answer.status_code in (303, 409, 413, 422)
    assert "duban=x" not in str(answer.headers)
    stored = [path for path in (home / "evidence").rglob("*") if path.is_file()]
    assert all(re.fullmatch("[0-9a-f]{64}", path.name) for path in stored)
    if answer.status_code != 303:
        assert len(answer.text) < 100_000
        return
    given = person.client.get("/evidence/1")
    assert given.status_code == 200
    said = given.headers.get_list("content-disposition")
    assert len(said) == 1
    assert said[0].isascii()
    assert said[0].startswith("attachment")
    assert len(re.findall(r"filename\*?=", said[0])) == 1
    called = re.search(r"filename\*?=(?:utf-8'')?\"?([^\";]+)", said[0], re.IGNORECASE)
    assert called
    assert all(one.isprintable() and one not in "/\\" for one in unquote(called[1]))
    assert "set-cookie" not in given.headers
    assert given.headers["x-content-type-options"] == "nosniff"
