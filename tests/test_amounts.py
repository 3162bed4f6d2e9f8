"""What a usual run leaves out is always the same, and a slow one leaves out nothing."""

import pytest

from tests.amounts import falling_to, some

PAGES = [f"/page/{number}" for number in range(50)]
READERS = ("wangmin", "suwang", "jiming")


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAN_SLOW", raising=False)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_SLOW", "1")


def test_on_a_usual_run_every_page_falls_to_as_many_readers_as_were_asked_for(usual: None) -> None:
    falling = [page for reader in READERS for page in falling_to(reader, READERS, PAGES, each=2)]
    assert sorted(falling) == sorted(PAGES * 2)
    assert falling_to("wangmin", ("wangmin",), PAGES, each=2) == PAGES
    assert 10 < len(falling_to("wangmin", READERS, PAGES)) < 25


def test_on_a_usual_run_some_pages_are_always_the_same_in_their_order(usual: None) -> None:
    drawn = some(PAGES, 7)
    assert drawn == some(iter(PAGES), 7) == sorted(drawn, key=PAGES.index)
    assert len(drawn) == 7
    assert some(PAGES, 70) == PAGES


def test_a_slow_run_leaves_out_nothing(slow: None) -> None:
    assert some(PAGES, 7) == PAGES
    assert all(falling_to(reader, READERS, PAGES) == PAGES for reader in READERS)
