"""No line of a log can be forged, and nothing in one acts on the terminal of whoever reads it, whoever formats it."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from prefect.logging.formatters import PrefectFormatter
from uvicorn.logging import DefaultFormatter

from config import log_lines
from config.settings import CHECKOUT

FORGED = "2026-11-22 09:00:00,000 ERROR root: 口令已重置"
HOSTILE = {
    "a line end": f"关于竞赛的通知\n{FORGED}",
    "all line ends": f"x\r\n{FORGED}\r{FORGED}\x0b{FORGED}\x0c{FORGED}\x85{FORGED}\u2028{FORGED}\u2029{FORGED}",
    "an escape that clears the screen": "x\x1b[2J\x1b[H\x1b]0;title\x07",
    "an escape in one character": "x\x9b2J\x9d0;title\x9c",
    "going back over what stands there": "x\x08\x08\x08\r\x7f",
    "writing from right to left": "\u202egol.exe\u2066\u200f",
    "half a character": "\ud800",
    "a percent sign": "%s %d %(name)s",
}
_ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_FORMATTERS = {
    "the board's": logging.Formatter(log_lines._FORMAT),
    "the server's": DefaultFormatter("%(levelprefix)s %(message)s", use_colors=False),
    "the engine's": PrefectFormatter("%(levelname)s | %(name)s - %(message)s", flow_run_fmt="%(message)s"),
}


@pytest.fixture(params=_FORMATTERS)
def log(request: pytest.FixtureRequest) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A log in the writing of one of those who write logs here."""
    before = logging.getLogRecordFactory()
    log_lines.keep_whole()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(_FORMATTERS[request.param])
    logger = logging.getLogger("tests.forging")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, written
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


def _lines_at_the_margin(written: str) -> list[str]:
    return [line for line in written.splitlines() if line and not line.startswith(" ")]


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_quoted_in_a_message_begins_no_line_and_does_nothing(
    log: tuple[logging.Logger, io.StringIO], said: str
) -> None:
    logger, written = log
    logger.error("cannot read %s", said)
    logger.error(said.replace("%", "%%"))
    assert not _ACTS.search(written.getvalue())
    assert len(_lines_at_the_margin(written.getvalue())) == 2
    assert not re.search("^2026-11-22 09:00", written.getvalue(), re.MULTILINE)


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_quoted_in_an_error_begins_no_line_and_does_nothing(
    log: tuple[logging.Logger, io.StringIO], said: str
) -> None:
    logger, written = log
    try:
        try:
            raise ValueError(said)
        except ValueError as inner:
            raise RuntimeError(f"of a page: {said}") from inner
    except RuntimeError as error:
        logger.exception("a page failed")
        logger.error("again", exc_info=error)
    assert "RuntimeError: of a page" in written.getvalue()
    assert not _ACTS.search(written.getvalue())
    assert len(_lines_at_the_margin(written.getvalue())) == 2


def test_what_is_long_stays_readable(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    logger.warning("a file is odd:\nline one\nline two")
    assert "\n    line one\n    line two\n" in written.getvalue()


@pytest.mark.parametrize("module", ["board/__main__.py", "commands/main.py", "flows/__init__.py"])
def test_each_of_our_processes_keeps_to_it(module: str) -> None:
    code = (CHECKOUT / module).read_text(encoding="utf-8")
    assert re.search(r"^ *(log_lines\.begin|keep_whole)\(\)$", code, re.MULTILINE)


def test_the_board_leaves_no_line_to_the_servers_own_writing(home: object) -> None:
    from board.__main__ import options

    told: dict[str, Any] = options()
    assert told["log_config"] is None
