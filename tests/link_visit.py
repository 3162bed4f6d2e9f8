"""Somebody with a signed link on a telephone, and the clerk who made it."""

import re
from hashlib import sha256
from typing import Any

from sqlmodel import select

from models import database
from models.link import Link, LinkUse
from supervision.office_key import sealed
from tests.office import BoardOffice, visitor


class Visit:
    """Somebody with a link on a telephone."""

    def __init__(self, office: BoardOffice, address: str, code: str = "") -> None:
        self.client = visitor(office.app)
        self.page = address
        if code:
            assert self.client.post(f"{address}/code", data={"code": code}).status_code == 200
        with database.reading() as session:
            digest = sha256(address.removeprefix("/l/").encode()).hexdigest()
            link = session.exec(select(Link).where(Link.token_sha256 == digest)).one()
        self.form_token = sealed("form of a link", str(link.id), digest)

    def sees(self, path: str = "") -> str:
        """The page of the link, which has to be there."""
        answer = self.client.get(self.page + path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def posts(self, assignment: int, deed: str, *, files: Any = None, **form: str) -> Any:
        """What comes of a form about an assignment, redirects followed."""
        data = {"form_token": self.form_token, **form}
        address = f"{self.page}/assignments/{assignment}/{deed}"
        return self.client.post(address, data=data, files=files)


def make_link(office: BoardOffice, address: str, **form: str) -> tuple[str, str]:
    """A link that 王敏 makes at an address: where it leads on this board, and its code."""
    page = office.person("wangmin").posts(address, person="苏望", **form)
    assert page.status_code == 200, page.text
    found = re.search(r"https?://[^/]+(/l/[\w-]+)", page.text)
    code = re.search(r"口令：<b>(\d{6})</b>", page.text)
    assert found
    return found[1], code[1] if code else ""


def uses() -> list[str]:
    """What was done by links, the oldest first."""
    with database.reading() as session:
        return [row.what for row in session.exec(select(LinkUse).order_by("id"))]
