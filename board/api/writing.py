"""What programs send: documents to be read, readings of indicators. Each is done once under its key."""

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Header, Request, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from board.api.answers import PREFIX, ApiError
from board.api.client import KnownFirst, holding, looking
from board.api.once import KEY, do_once
from board.edge import LARGEST_ID, Id, Now, Reading, Today
from board.engine import nudge
from board.inbox import keep, plain_name
from models.client import Client
from models.job import Job
from models.task import Indicator
from models.unit import Unit
from models.words import JobKind
from supervision.clients import Scope, acting
from supervision.duties.progress import read_off
from supervision.jobs import ask

router = APIRouter(prefix=PREFIX, route_class=KnownFirst)

_MOST_READINGS = 500
# A number in JSON may have lost its last places on the way; a text keeps them.
_Figure = (
    Annotated[str, Field(pattern=r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$", examples=["36.5"])]
    | Annotated[int, Field(ge=-(10**15), le=10**15)]
)

Key = Annotated[
    str, Header(alias=KEY, min_length=1, max_length=100, description="这次提交的编号；重发时用同一个")
]


class ReadingIn(BaseModel):
    """A value of an indicator as of a day, of a unit or (without one) of the whole."""

    model_config = ConfigDict(extra="forbid")

    indicator: int = Field(ge=1, le=LARGEST_ID)
    unit: int | None = Field(default=None, ge=1, le=LARGEST_ID)
    value: _Figure
    as_of: date


class ReadingsIn(BaseModel):
    """Several readings: all are taken or none."""

    model_config = ConfigDict(extra="forbid")

    readings: list[ReadingIn] = Field(min_length=1, max_length=_MOST_READINGS)


class ReadingsTaken(BaseModel):
    """How many were taken."""

    taken: int


class DocumentTaken(BaseModel):
    """That a document waits to be read, and where to ask how far it is."""

    job: int
    address: str


class JobOut(BaseModel):
    """How far a document is: its drafts are confirmed by a person on the board."""

    job: int
    status: str
    status_label: str
    result: str
    error: str


@router.post("/readings", summary="报指标数", status_code=201, response_model=ReadingsTaken)
def readings(
    request: Request,
    client: Annotated[Client, Depends(holding(Scope.READINGS))],
    body: ReadingsIn,
    today: Today,
    now: Now,
    _key: Key,
) -> JSONResponse:
    """Take readings as reported, not yet verified; one that is refused takes back all of them."""

    def deed(session: Session) -> tuple[int, dict[str, Any]]:
        for said in body.readings:
            indicator = session.get(Indicator, said.indicator)
            if indicator is None:
                raise ApiError(409, "refused", f"没有编号为{said.indicator}的指标。")
            if said.unit is not None and session.get(Unit, said.unit) is None:
                raise ApiError(409, "refused", f"名录里没有编号为{said.unit}的单位。")
            read_off(
                session, indicator, Decimal(said.value), said.as_of, acting(client), today, now, said.unit
            )
        return 201, {"taken": len(body.readings)}

    return do_once(request, client, body.model_dump_json().encode(), now, deed)


@router.post("/documents", summary="送公文", status_code=202, response_model=DocumentTaken)
def document(
    request: Request,
    client: Annotated[Client, Depends(holding(Scope.DOCUMENTS))],
    file: Annotated[UploadFile, File(description="公文的文件")],
    now: Now,
    _key: Key,
) -> JSONResponse:
    """Take a document to be read; what was read is confirmed by a person on the board."""
    called = plain_name(file.filename or "")
    content = file.file.read()
    if not content:
        raise ApiError(409, "refused", "文件是空的，没有接收。")
    digest = hashlib.sha256(content).hexdigest()

    def deed(session: Session) -> tuple[int, dict[str, Any]]:
        kept = keep(BytesIO(content), called)
        job = ask(session, JobKind.INTAKE, client.name, now, path=str(kept), filename=called)
        return 202, {"job": job.id, "address": f"{PREFIX}/documents/jobs/{job.id}"}

    answer = do_once(request, client, f"{called}\n{digest}".encode(), now, deed)
    nudge("intake")
    return answer


@router.get("/documents/jobs/{job_id}", summary="看公文读到哪里")
def job(job_id: Id, client: Annotated[Client, Depends(looking(Scope.DOCUMENTS))], session: Reading) -> JobOut:
    """How far a document is that this program sent."""
    found = session.get(Job, job_id)
    if found is None or found.kind is not JobKind.INTAKE or found.asked_by != client.name:
        raise ApiError(404, "not_found", "没有这份公文，或不是这个系统送来的。")
    return JobOut(
        job=found.id,
        status=found.status.value,
        status_label=found.status.label,
        result=found.result,
        error=found.error,
    )
