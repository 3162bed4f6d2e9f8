"""Real public documents that lie beside the checkout on some machines; tests that want them skip elsewhere."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2] / "shared"


def path(*parts: str) -> Path:
    """The path of one of those files or folders; skips the test when it is not there."""
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        pytest.skip("the folder with real public documents is not beside this checkout")
    return found
