"""What somebody was writing when their session ended: carried through the sign-in page and given back to them alone.

Nothing is done by itself: the fields travel in the page, sealed with whose they are and where they were going; only
while somebody signs in at the organisation's own page they wait here, for some minutes. After signing in the same person finds the form filled in and sends it again; anybody else does not
get it.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import delete
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.again import came_from, has_files, page_again, typed
from models.carried_form import CarriedForm
from models.user import SignIn
from supervision.office_key import digest_of, is_sealed, sealed

LASTS = timedelta(minutes=10)
"""For so long a form waits for who signs in elsewhere."""

FIELD, SEAL = "carried", "carried_seal"

_PURPOSE = "form carried through the sign-in"
_MOST = 200_000
_SENTENCE = "登录中断时填写的内容已经填回，还没有提交。请核对后再提交一次。"


@dataclass(frozen=True, slots=True)
class Carried:
    """A form on its way: ``owner`` is whose it is, ``action`` where it was going, ``origin`` the page it came from."""

    owner: str
    action: str
    origin: str
    fields: list[tuple[str, str]]
    files: bool

    @property
    def words(self) -> str:
        """It as text, for a hidden field."""
        return json.dumps([self.owner, self.action, self.origin, self.fields, self.files], ensure_ascii=False)

    @property
    def seal(self) -> str:
        """The proof that it was made here."""
        return sealed(_PURPOSE, self.words)


def pack(request: Request, form: FormData, owner: str) -> Carried | None:
    """What is to be carried of this form; None where nobody had written anything, or too much for a page."""
    fields = typed(form)
    if not any(len(value.strip()) > 1 for _, value in fields):
        return None
    made = Carried(owner, request.url.path, came_from(request), fields, has_files(form))
    return made if len(made.words) <= _MOST else None


def unpack(form: FormData) -> Carried | None:
    """What the sign-in page carried; None where it carried nothing, or what was not made here."""
    words, seal = form.get(FIELD, ""), form.get(SEAL, "")
    if not isinstance(words, str) or not isinstance(seal, str) or not words:
        return None
    # Line ends within a value were escaped by JSON, so that no browser changes them.
    if not is_sealed(seal, _PURPOSE, words):
        return None
    return _read(words)


def _read(words: str) -> Carried:
    owner, action, origin, fields, files = json.loads(words)
    return Carried(owner, action, origin, [(name, value) for name, value in fields], files)


def set_down(session: Session, carried: Carried, now: datetime) -> str:
    """Keep a form here while its owner signs in elsewhere: the key by which ``pick_up`` finds it, for the browser.

    What lay there too long, whose owner never came back, goes.
    """
    session.execute(delete(CarriedForm).where(col(CarriedForm.at) < now - LASTS))
    key = secrets.token_urlsafe(32)
    session.add(CarriedForm(key_sha256=digest_of(key), words=carried.words, at=now))
    session.flush()
    return key


def pick_up(session: Session, key: str, now: datetime) -> Carried | None:
    """The form of this key, once; None where there is none any more."""
    words = session.execute(
        delete(CarriedForm)
        .where(col(CarriedForm.key_sha256) == digest_of(key))
        .returning(col(CarriedForm.words), col(CarriedForm.at))
    ).first()
    return _read(words[0]) if words is not None and words[1] > now - LASTS else None


def give_back(request: Request, carried: Carried, cookie: str = "") -> Response | None:
    """The form filled in, for its owner to send; None where its page is not there any more."""
    return page_again(
        request,
        carried.action,
        carried.fields,
        _SENTENCE,
        status=200,
        files=carried.files,
        origin=carried.origin,
        cookie=cookie,
    )


def user_of(session: Session, token: str, form_token: str) -> int | None:
    """Whose session this form was shown in, though it has ended; None where that cannot be told for certain."""
    if not form_token:
        return None
    rows = select(SignIn.user_id).where(SignIn.form_token == form_token)
    if token:
        rows = rows.where(SignIn.token_sha256 == digest_of(token))
    return session.exec(rows).first()


def was_begun(session: Session, token: str) -> bool:
    """Whether this is the cookie of a session that was begun here, though it may have ended."""
    rows = select(SignIn.id).where(SignIn.token_sha256 == digest_of(token))
    return bool(token) and session.exec(rows).first() is not None


def is_of(session: Session, form_token: str, user_id: int | None) -> bool:
    """Whether a form was shown in another session of this very person."""
    return bool(form_token) and user_id is not None and user_of(session, "", form_token) == user_id


def owner_of(user_id: int) -> str:
    """How the owner of a carried form is written who has an account."""
    return f"user {user_id}"


def link_owner(link_id: int) -> str:
    """How the owner of a carried form is written who comes by a link."""
    return f"link {link_id}"
