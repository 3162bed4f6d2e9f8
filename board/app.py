"""The board as one application: its pages, its guard, its answers to what goes wrong."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from board import (
    assets,
    assignment_parts,
    assignment_time,
    assignments,
    by_link,
    cases,
    closing,
    coordination,
    directory,
    documents,
    drafts,
    errors,
    home,
    indicators,
    kanban,
    ladders,
    ledger,
    letters,
    link_holder,
    links,
    log,
    not_reached,
    notices,
    overview,
    plan,
    redrafting,
    register,
    reports,
    return_forms,
    roll_over,
    scopes,
    search,
    signing_in,
    splitting,
    statistics,
    tasks,
    timeline,
    today,
    units,
    versions,
)
from board.assets import asset
from board.attempts import Attempts
from board.guard import Guard
from board.visitor import NotSignedIn
from config.refusal import Refusal


def create_app() -> FastAPI:
    """A board on the office of the data folder. It documents itself to nobody: there is no public interface."""
    app = FastAPI(title="督办", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.attempts = Attempts()
    app.state.link_attempts = Attempts()
    for page in (
        assets,
        signing_in,
        home,
        overview,
        today,
        tasks,
        cases,
        units,
        assignments,
        assignment_time,
        assignment_parts,
        closing,
        splitting,
        coordination,
        plan,
        scopes,
        indicators,
        documents,
        drafts,
        redrafting,
        notices,
        letters,
        not_reached,
        ladders,
        directory,
        ledger,
        kanban,
        timeline,
        statistics,
        search,
        register,
        reports,
        log,
        links,
        by_link,
        return_forms,
        roll_over,
        versions,
    ):
        app.include_router(page.router)
    app.get("/health")(_health)
    app.get("/favicon.ico")(_favicon)
    app.add_middleware(Guard)
    app.add_exception_handler(Refusal, errors.refused)
    app.add_exception_handler(errors.Denied, errors.denied)
    app.add_exception_handler(NotSignedIn, errors.not_signed_in)
    app.add_exception_handler(link_holder.NoLink, link_holder.no_link)
    app.add_exception_handler(link_holder.CodeWanted, link_holder.code_wanted)
    app.add_exception_handler(link_holder.OutOfReach, link_holder.out_of_reach)
    app.add_exception_handler(HTTPException, errors.answered)
    app.add_exception_handler(RequestValidationError, errors.not_understood)
    app.add_exception_handler(OperationalError, errors.busy)
    app.add_exception_handler(Exception, errors.broken)
    return app


def _health() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _favicon() -> RedirectResponse:
    return RedirectResponse(asset("favicon.svg"), status_code=308)
