"""What reaches the terminal: nothing that was read or typed elsewhere moves its cursor, clears it or ends a line on it."""

import json
import sys
from typing import Any

from config.log_lines import UNSEEN, visible


def one_line(text: str) -> str:
    """The text on one line, with all that is not seen written out."""
    return visible(text).replace("\n", "\\n")


def complain(sentence: object) -> None:
    """Say on standard error what went wrong."""
    print(one_line(str(sentence)), file=sys.stderr)


def as_json(value: Any) -> str:
    """The value on one line of JSON, with all that is not seen as its escapes."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
