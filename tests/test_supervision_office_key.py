"""The office's key: made once, for the owner alone, and never passing one use off for another."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.refusal import Refusal
from supervision.office_key import is_sealed, key_name, office_key, sealed


def test_the_key_is_made_once_and_only_its_owner_reads_it(home: Path) -> None:
    first = office_key()
    assert len(first) == 32
    assert office_key() == first
    assert stat.S_IMODE((home / "office.key").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["office.key"]


def test_who_asks_at_the_same_time_gets_the_same_key(home: Path) -> None:
    with ThreadPoolExecutor(8) as people:
        keys = {asked.result() for asked in [people.submit(office_key) for _ in range(32)]}
    assert len(keys) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_refused_with_the_way_out(home: Path, content: bytes) -> None:
    office_key()
    (home / "office.key").write_bytes(content)
    with pytest.raises(Refusal, match="请从备份恢复"):
        sealed("purpose", "text")


def test_a_seal_holds_for_its_purpose_its_texts_and_their_borders_alone() -> None:
    seal = sealed("form", "ab", "c")
    assert is_sealed(seal, "form", "ab", "c")
    for other in (("code", "ab", "c"), ("form", "a", "bc"), ("form", "ab"), ("form", "ab", "c", "")):
        assert not is_sealed(seal, *other)
    for wrong in ("", seal[:-1], seal.upper(), "错" * 32):
        assert not is_sealed(wrong, "form", "ab", "c")


def test_another_office_has_another_key_and_another_name_for_it(home: Path) -> None:
    name, seal = key_name(), sealed("form", "text")
    (home / "office.key").unlink()
    assert key_name() != name
    assert not is_sealed(seal, "form", "text")
