"""Programs of others (办公系统): who may ask by the interface, for what, and that nothing they send is done twice."""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import CursorResult, delete, select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.client import Client, ClientRequest
from models.inserts import insert_new
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.directory.rights import Right, require
from supervision.office_key import digest_of
from supervision.record.log import log

_LONGEST_NAME, _MOST_DAYS = 40, 3650
_KEY = re.compile(r"[\x21-\x7e]{1,100}")
# An answer is repeated for so long; whoever asks again later has waited too long to mean the same.
_KEPT_FOR = timedelta(days=30)


class Scope(Enum):
    """What a program may be let do: its name in the interface, and what people call it."""

    LEDGER = "ledger:read", "读台账"
    DIRECTORY = "directory:read", "读单位和指标"
    NOTICES = "notices:read", "取通知"
    DOCUMENTS = "documents:write", "送公文"
    READINGS = "readings:write", "报指标数"

    def __init__(self, code: str, label: str) -> None:
        self.code, self.label = code, label


@dataclass(frozen=True, slots=True)
class NewClient:
    """A program just admitted, with the token that is shown this once."""

    client: Client
    token: str


def admit(
    session: Session,
    name: str,
    scopes: Collection[str],
    actor: Actor,
    now: datetime,
    *,
    days: int | None = None,
) -> NewClient:
    """Admit a program under this name, for so many days (None: until it is revoked).

    Raises Refusal for whoever may not manage accounts, without a name or a scope, for a name that is taken, and for days
    that are none: what was meant to end is not admitted for good.
    """
    require(actor, Right.ACCOUNTS)
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME:
        raise Refusal(f"请写明是哪个系统，不超过{_LONGEST_NAME}字。")
    known = {scope.code for scope in Scope}
    if not scopes or set(scopes) - known:
        raise Refusal("请至少选一项允许办理的。")
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise Refusal(f"有效天数应为1到{_MOST_DAYS}天，长期有效的请不填。")
    token = secrets.token_urlsafe(32)
    row = {
        "name": called,
        "token_sha256": digest_of(token),
        "scopes": sorted(scopes),
        "made_at": now,
        "made_by": actor.name,
        "expires_at": now + timedelta(days=days) if days is not None else None,
        "revoked_by": "",
    }
    made = insert_new(session, Client, [row])
    if not made:
        raise Refusal(f"已经有叫“{called}”的系统。请换一个名称，或先看它是否还在用。")
    client = session.get_one(Client, made[0])
    log(
        session, Subject.ACCOUNT, client.id, "接入系统", actor.name, now,
        note=called, scopes=client.scopes,
    )  # fmt: skip
    return NewClient(client, token)


def revoke(session: Session, client: Client, actor: Actor, now: datetime) -> None:
    """Shut a program out from now on. Raises Refusal where it is shut out already."""
    require(actor, Right.ACCOUNTS)
    taken: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(Client)
        .where(col(Client.id) == client.id, col(Client.revoked_at).is_(None))
        .values(revoked_at=now, revoked_by=actor.name)
    )
    if not taken.rowcount:
        raise Refusal("这个系统的接入已经收回。")
    session.refresh(client)
    log(session, Subject.ACCOUNT, client.id, "收回系统接入", actor.name, now, note=client.name)


def clients(session: Session) -> list[Client]:
    """All programs that were ever admitted, those that still are first."""
    rows = select(Client).order_by(col(Client.revoked_at).is_not(None), col(Client.name))
    return list(session.scalars(rows))


def known(session: Session, token: str, now: datetime) -> Client | None:
    """The program with this token; None for an unknown, revoked or expired one."""
    found = session.scalars(select(Client).where(col(Client.token_sha256) == digest_of(token))).first()
    return found if found is not None and _stands(found, now) else None


def stands(session: Session, client: Client, now: datetime) -> bool:
    """Whether a program recognised a while ago is still admitted: what it sends may take minutes to come."""
    kept = session.get(Client, client.id)
    return kept is not None and _stands(kept, now)


def _stands(client: Client, now: datetime) -> bool:
    return client.revoked_at is None and (client.expires_at is None or client.expires_at > now)


def acting(client: Client) -> Actor:
    """As whom a program acts: what it keys in is told apart as such in the record."""
    return Actor(client.name, UserRole.CLERK)


class KeyReused(Exception):
    """The same key came with another content."""


def replayed(
    session: Session, client: Client, key: str, address: str, content: bytes, now: datetime
) -> ClientRequest | None:
    """The answer that was given under this key before; None where it is new, and is then taken.

    The deed has to follow in the same transaction, with ``settle`` at its end. Raises Refusal for a key that is none,
    KeyReused where it came with another content.
    """
    if not _KEY.fullmatch(key):
        raise Refusal("请求头 Idempotency-Key 要是1到100个可见的ASCII字符，每次新的提交换一个。")
    digest = hashlib.sha256(address.encode() + b"\n" + content).hexdigest()
    row = {"client_id": client.id, "key": key, "digest": digest, "status": 0, "answer": {}, "at": now}
    if insert_new(session, ClientRequest, [row]):
        session.execute(delete(ClientRequest).where(col(ClientRequest.at) < now - _KEPT_FOR))
        return None
    before = session.scalars(
        select(ClientRequest).where(col(ClientRequest.client_id) == client.id, col(ClientRequest.key) == key)
    ).one()
    if before.digest != digest:
        raise KeyReused
    return before


def settle(session: Session, client: Client, key: str, status: int, answer: Mapping[str, Any]) -> None:
    """Keep how a request was answered."""
    session.execute(
        update(ClientRequest)
        .where(col(ClientRequest.client_id) == client.id, col(ClientRequest.key) == key)
        .values(status=status, answer=json.loads(json.dumps(answer, default=str)))
    )


def note_seen(session: Session, client: Client, now: datetime) -> None:
    """That the program was here."""
    session.execute(update(Client).where(col(Client.id) == client.id).values(seen_at=now))
