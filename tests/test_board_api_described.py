"""The interface does what its description says, also with what nobody would send: Schemathesis asks every address."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from board.rates import Rate
from models import database
from schedules import clock
from supervision.clients import Scope, admit
from tests.amounts import amount
from tests.cast import Cast
from tests.office import establish

# Of each address so many questions that keep to the description, and as many that do not.
_EXAMPLES = amount(15, 30)


@pytest.mark.long
@pytest.mark.parametrize("mode", GenerationMode)
def test_every_address_answers_as_described_whatever_is_asked(home: object, mode: GenerationMode) -> None:
    office = establish()
    office.app.state.api_calls = office.app.state.api_strangers = Rate(0)
    with database.transaction() as session:
        made = admit(
            session, "市政务OA", [scope.code for scope in Scope], Cast(session).clerk, clock.real_now()
        )
    headers = {"Authorization": f"Bearer {made.token}"}
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app=office.app, headers=headers)
    asked: dict[str, set[int]] = {}

    for found in described.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if mode is GenerationMode.NEGATIVE and not _can_be_asked_wrongly(operation):
            continue

        @settings(
            max_examples=_EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(mode))
        def ask(case: Any) -> None:
            answer = case.call(headers=headers)
            asked.setdefault(case.operation.label, set()).add(answer.status_code)
            # The tool calls wrong what is right when it is sent: a parameter that got lost on the way, the header
            # that is put back, any content of a file. What has to be turned away is asked in test_board_api.
            case.validate_response(answer, excluded_checks=[negative_data_rejection])

        ask()
    assert not any(status >= 500 for statuses in asked.values() for status in statuses)
    if mode is GenerationMode.POSITIVE:
        assert len(asked) == 9  # all but the description itself
        # Not everything was turned away: what names no row is always answered.
        assert sum(200 in statuses or 201 in statuses or 202 in statuses for statuses in asked.values()) >= 4
    else:
        assert len(asked) >= 6
        assert {400, 404, 422} & {status for statuses in asked.values() for status in statuses}


def _can_be_asked_wrongly(operation: Any) -> bool:
    return bool(operation.path_parameters or operation.query or operation.body)


def test_nothing_that_the_tool_looks_for_is_left_out() -> None:
    """Answers of a kind that is described, right questions taken, tokens asked for, and more."""
    assert {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "positive_data_acceptance",
        "missing_required_header",
        "unsupported_method",
        "ignored_auth",
    } <= set(CHECKS.get_all_names())
