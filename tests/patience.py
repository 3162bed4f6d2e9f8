"""Waiting for what other processes do: as long as it takes on this machine, and without taking it from them."""

import time
from collections.abc import Callable
from typing import TypeVar

import httpx

PATIENCE_SECONDS = 600.0
"""How long anybody in a test waits for an answer that must come; a machine may be busy with other things."""

_PAUSE_SECONDS = 0.2
_Found = TypeVar("_Found")


def until(look: Callable[[], _Found], is_worth_it: Callable[[], bool] = lambda: True) -> _Found:
    """Look until there is something to see, and give that; who cannot be asked just now is asked again.

    Fails at the end of all patience, and as soon as it is no longer worth waiting.
    """
    for _ in range(int(PATIENCE_SECONDS / _PAUSE_SECONDS)):
        try:
            if found := look():
                return found
        except httpx.TransportError:
            pass
        except httpx.HTTPStatusError as error:
            if error.response.status_code < 500:
                raise
        assert is_worth_it(), "what was waited for cannot come any more"
        time.sleep(_PAUSE_SECONDS)
    raise AssertionError("what was waited for never came")
