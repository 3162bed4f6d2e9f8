"""The board as one application: its pages, its guard, its answers to what goes wrong."""

from datetime import timedelta

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from board import (
    account,
    administration,
    administration_accounts,
    administration_clients,
    administration_system,
    approvals,
    assets,
    assignment_parts,
    assignment_time,
    assignments,
    briefings,
    bulletin_items,
    bulletin_series,
    bulletins,
    by_link,
    campaigns,
    cases,
    closing,
    consequences,
    consultations,
    coordination,
    deliveries,
    directory,
    document_ties,
    documents,
    drafts,
    errors,
    example_pages,
    examples,
    feeds,
    finding,
    findings,
    freezes,
    home,
    indicator_import,
    indicator_list,
    indicator_page,
    indicator_shares,
    indicators,
    instructions,
    kanban,
    known_devices,
    ladders,
    lanes,
    ledger,
    letters,
    liaisons,
    link_holder,
    links,
    log,
    meetings,
    messages,
    never_held,
    not_reached,
    notices,
    objections,
    occasions,
    oidc,
    on_site,
    overview,
    paper_records,
    papers,
    plan,
    policies,
    profiles,
    rating_link,
    ratings,
    redrafting,
    register,
    reports,
    return_forms,
    roll_over,
    scopes,
    score_sheets,
    scores,
    search,
    signing_in,
    splitting,
    statistics,
    summary,
    tags,
    task_ties,
    tasks,
    teams,
    timeline,
    today,
    units,
    versions,
    wall,
)
from board.api import description, reading, writing
from board.api.answers import ApiError, by_address
from board.api.answers import told as told_programs
from board.assets import asset
from board.attempts import Attempts, Strangers
from board.carried import LASTS
from board.counts import Counts
from board.guard import Guard
from board.oidc_provider import Providers
from board.once import SentBefore
from board.rates import Rate
from board.visitor import NotSignedIn, PasswordWanted
from config.refusal import Refusal
from config.settings import settings
from supervision.directory.lockout import MOST_WRONG
from supervision.record.access import SAME_LIMIT

# Behind one address a whole building may sit.
_MOST_FROM_AN_ADDRESS = 30
_MOST_TRIALS = 5
_MOST_OUTWARD = 60


def create_app(counts: Counts | None = None) -> FastAPI:
    """A board on the office of the data folder. It documents itself to nobody: there is no public interface.

    ``counts`` is where it counts who comes how often; without, in this process alone.
    """
    app = FastAPI(title="督办", docs_url=None, redoc_url=None, openapi_url=None)
    count_anew(app, counts)
    for page in (
        assets,
        signing_in,
        oidc,
        account,
        administration,
        administration_accounts,
        administration_clients,
        administration_system,
        home,
        overview,
        summary,
        wall,
        today,
        messages,
        feeds,
        task_ties,
        tasks,
        cases,
        campaigns,
        freezes,
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
        indicator_list,
        indicator_page,
        indicator_shares,
        indicator_import,
        instructions,
        document_ties,
        documents,
        drafts,
        redrafting,
        notices,
        deliveries,
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
        briefings,
        bulletin_series,
        bulletins,
        bulletin_items,
        examples,
        example_pages,
        log,
        links,
        by_link,
        return_forms,
        roll_over,
        versions,
        findings,
        finding,
        on_site,
        consequences,
        score_sheets,
        scores,
        ratings,
        rating_link,
        objections,
        occasions,
        tags,
        teams,
        profiles,
        meetings,
        consultations,
        liaisons,
        approvals,
        lanes,
        never_held,
        policies,
        reading,
        writing,
        description,
        paper_records,
        papers,
    ):
        app.include_router(page.router)
    app.get("/health")(_health)
    app.get("/favicon.ico")(_favicon)
    app.add_middleware(Guard)
    app.add_exception_handler(ApiError, told_programs)
    app.add_exception_handler(Refusal, by_address(errors.refused))
    app.add_exception_handler(errors.Denied, by_address(errors.denied))
    app.add_exception_handler(SentBefore, errors.sent_before)
    app.add_exception_handler(NotSignedIn, errors.not_signed_in)
    app.add_exception_handler(PasswordWanted, errors.password_wanted)
    app.add_exception_handler(link_holder.NoLink, link_holder.no_link)
    app.add_exception_handler(link_holder.CodeWanted, link_holder.code_wanted)
    app.add_exception_handler(link_holder.OutOfReach, link_holder.out_of_reach)
    app.add_exception_handler(HTTPException, by_address(errors.answered))
    app.add_exception_handler(RequestValidationError, by_address(errors.not_understood))
    app.add_exception_handler(DBAPIError, by_address(errors.in_trouble))
    app.add_exception_handler(OSError, by_address(errors.in_trouble))
    app.add_exception_handler(Exception, by_address(errors.broken))
    return app


def count_anew(app: FastAPI, counts: Counts | None = None) -> None:
    """Begin all that is counted of who comes: failures, how often somebody does something, who looked.

    In ``counts``, or in new ones of this process alone.
    """
    counts = counts or Counts()

    def rate(door: str, most: int, within: timedelta = timedelta(minutes=1)) -> Rate:
        return Rate(most, within, counts=counts, door=door)

    app.state.strangers = Strangers(counts=counts)
    app.state.device_tries = rate("device_tries", MOST_WRONG, known_devices.WITHIN)
    app.state.address_attempts = Attempts(_MOST_FROM_AN_ADDRESS, counts=counts, door="address_attempts")
    app.state.link_attempts = Attempts(counts=counts, door="link_attempts")
    app.state.posts = rate("posts", settings().posts_per_minute)
    app.state.downloads = rate("downloads", settings().downloads_per_minute)
    app.state.trials = rate("trials", _MOST_TRIALS, timedelta(minutes=10))
    app.state.outward = rate("outward", _MOST_OUTWARD)
    app.state.returns = Rate(1, LASTS, counts=counts, door="returns", is_strict=True)
    app.state.providers = Providers()
    app.state.api_calls = rate("api_calls", settings().api_calls_per_minute)
    app.state.api_strangers = rate("api_strangers", _MOST_FROM_AN_ADDRESS)
    app.state.looks = rate("looks", 1, timedelta(hours=1))
    app.state.waits = rate("waits", 1, SAME_LIMIT)


def _health() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _favicon() -> RedirectResponse:
    return RedirectResponse(asset("favicon.svg"), status_code=308)
