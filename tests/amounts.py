"""How much the tests try that try much: little on every run, a lot where DUBAN_SLOW=1 asks for it."""

import os
from typing import TypeVar

Amount = TypeVar("Amount")


def amount(usual: Amount, slow: Amount) -> Amount:
    """The number of cases for this run."""
    return slow if os.environ.get("DUBAN_SLOW") == "1" else usual
