"""What deliver measures is real work: every notice told, nothing lost, nothing twice."""

import pytest

from benchmarks.deliver import measure
from tests.amounts import amount

# Five processes one after the other, each of which starts from nothing.
pytestmark = pytest.mark.skipif(not amount(False, True), reason="measures for long: DUBAN_SLOW=1")


def test_every_letter_is_accepted_once() -> None:
    measured = measure(60, "sqlite")
    assert measured.details["notices"] == measured.details["letters"] == 60
    assert (measured.details["lost"], measured.details["twice"], measured.details["again_letters"]) == (
        0,
        0,
        0,
    )
    assert measured.bare_seconds
