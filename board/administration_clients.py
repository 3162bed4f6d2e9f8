"""管理·接入: programs of others that ask by the interface, what each may do, and shutting one out."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.api.answers import PREFIX
from board.edge import Id, Reading, RealNow, Writing
from board.pages import go_to, render
from board.posted import Posted, number, text
from board.visitor import Visitor, holding
from config.settings import settings
from models.client import Client
from supervision import clients
from supervision.clients import Scope
from supervision.directory.rights import Right

router = APIRouter(prefix="/administration/clients")

Managing = Annotated[Visitor, Depends(holding(Right.ACCOUNTS))]


@router.get("")
def index(request: Request, _visitor: Managing, session: Reading, now: RealNow) -> Response:
    """The programs."""
    return _page(request, session, now)


@router.post("")
def admit(request: Request, visitor: Managing, form: Posted, session: Writing, now: RealNow) -> Response:
    """Admit one: its token is on the answer and nowhere afterwards."""
    wanted = [one for one in form.getlist("scopes") if isinstance(one, str)]
    days = number(form, "days", "有效天数") if text(form, "days") else None
    made = clients.admit(session, text(form, "name"), wanted, visitor.actor, now, days=days)
    return _page(request, session, now, made.client.name, made.token)


@router.post("/{client_id}/revocation")
def revoke(client_id: Id, visitor: Managing, _form: Posted, session: Writing, now: RealNow) -> Response:
    """Shut one out."""
    found = session.get(Client, client_id)
    if found is None:
        raise HTTPException(404)
    clients.revoke(session, found, visitor.actor, now)
    return go_to("/administration/clients", "client_revoked")


def _page(request: Request, session: Session, now: RealNow, called: str = "", token: str = "") -> Response:
    return render(
        request,
        "administration_clients.html",
        clients=clients.clients(session),
        scopes=list(Scope),
        labels={scope.code: scope.label for scope in Scope},
        called=called,
        token=token,
        address=f"{settings().address}{PREFIX}",
        now=now,
    )
