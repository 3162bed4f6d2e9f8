"""Who may sign in, and who is signed in."""

from datetime import datetime

from sqlalchemy import false
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import UserRole


class User(Table, table=True):
    """A person with an account. A unit's account sees that unit alone.

    ``failures`` counts wrong passwords in a row and ``locked_until`` is when the next try is taken again.
    ``password_set_at`` is when the password was chosen; ``must_renew`` says that somebody else chose it.
    ``subject`` is how the organisation's own sign-in names this person (OIDC, issuer and subject), None where it
    does not.
    """

    id: int = Field(default=None, primary_key=True)
    login: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=40)
    role: UserRole = Field(sa_type=worded(UserRole))
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    password_hash: str = Field(max_length=200)
    is_active: bool = True
    failures: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    locked_until: datetime | None = Field(default=None, sa_type=Moment)
    password_set_at: datetime | None = Field(default=None, sa_type=Moment)
    must_renew: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    subject: str | None = Field(default=None, unique=True, max_length=300)


class SignIn(Table, table=True):
    """A session of the board, kept here so that it can be ended from the server's side.

    ``address`` and ``device`` say from where and with what it was begun, for the person's own list of sessions;
    ``is_outside`` that it was by the organisation's own sign-in (OIDC).
    """

    __tablename__ = "sign_in"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    token_sha256: str = Field(unique=True, max_length=64)
    form_token: str = Field(max_length=64)
    begun_at: datetime = Field(sa_type=Moment)
    address: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    device: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    is_outside: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    seen_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class UserScope(Table, table=True):
    """What a 督导单位 or an inspector may look at: a unit with all below it, or one task."""

    __tablename__ = "user_scope"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    task_id: int | None = Field(default=None, foreign_key="task.id")
