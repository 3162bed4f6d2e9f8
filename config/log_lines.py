"""How the program writes its logs: a line at the margin is one that the program itself began, whatever is quoted in it.

Names, titles and errors of strangers' files come into messages and tracebacks. A line end in them would begin a line
that looks like one of ours, and a control sequence would reach the terminal of whoever reads the log.
"""

import logging
import re
import traceback
from typing import Any

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_INDENT = "    "
UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""All that moves a cursor, changes a colour or turns the direction of writing, and what no text may hold."""


def visible(text: str) -> str:
    """The text with all that is not seen written out (``\\x1b``); line ends stay."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Line(logging.LogRecord):
    """What is logged, its message and its traceback made harmless: every further line of it is indented."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        # Formatters take a traceback that is there already.
        if self.exc_info and self.exc_info[0] is not None:
            told = "".join(traceback.format_exception(*self.exc_info))
            self.exc_text = _INDENT + _indented(told.rstrip("\n"))

    def getMessage(self) -> str:  # noqa: N802 - the name is the library's
        """The message with its arguments."""
        return _indented(super().getMessage())


def _indented(text: str) -> str:
    return visible(text).replace("\n", f"\n{_INDENT}")


def keep_whole() -> None:
    """From now on nothing that this process logs can pass for another line, whoever's formatter writes it."""
    logging.setLogRecordFactory(Line)


def begin() -> None:
    """Write what this process logs to standard error, each line with its moment and where it comes from."""
    keep_whole()
    logging.basicConfig(format=_FORMAT, level=logging.WARNING)
