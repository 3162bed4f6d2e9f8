"""The locks against advisories from a stick. Every advisory here is invented."""

import importlib.metadata
import json
import re
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest

from config.settings import CHECKOUT
from requirements.audit import Pin, advisories, hits, is_affected, main, pins


def _advisory(name: str = "apprise", number: str = "INVENTED-1", **more: Any) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": "99.0"}]
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    told = {"id": number, "modified": "2026-01-02T03:04:05Z", "summary": "编出来的", "affected": [affected]}
    return told | more


def _file(folder: Path, *told: Any) -> Path:
    file = folder / "told.json"
    file.write_text(json.dumps(list(told)), encoding="utf-8")
    return file


def _range(*events: tuple[str, str], kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return {"ranges": [{"type": kind, "events": [{name: version} for name, version in events]}]}


def test_every_pin_of_every_lock_is_asked_about() -> None:
    held = pins()
    written = {
        line.partition("==")[0].partition("[")[0]
        for name in ("run", "postgresql", "test")
        for line in (CHECKOUT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith(" ")
    }
    assert {pin.name for pin in held} == written
    assert all(re.fullmatch(r"[0-9][0-9A-Za-z.+!-]*", pin.version) for pin in held)
    assert next(pin for pin in held if pin.name == "pytest").sets == ("test",)
    assert "run" in next(pin for pin in held if pin.name == "prefect").sets


@pytest.mark.parametrize(
    ("version", "told", "is_hit"),
    [
        ("1.5", _range(("introduced", "0"), ("fixed", "1.6")), True),
        ("1.6", _range(("introduced", "0"), ("fixed", "1.6")), False),
        ("1.10", _range(("introduced", "1.9"), ("fixed", "1.11")), True),
        ("1.6", _range(("introduced", "1.0"), ("last_affected", "1.6")), True),
        ("1.6.1", _range(("introduced", "1.0"), ("last_affected", "1.6")), False),
        ("0.9", _range(("introduced", "1.0")), False),
        ("7.0", _range(("introduced", "1.0")), True),
        ("2.5", _range(("introduced", "1"), ("fixed", "2"), ("introduced", "2.4"), ("fixed", "3")), True),
        ("2.1", _range(("introduced", "1"), ("fixed", "2"), ("introduced", "2.4"), ("fixed", "3")), False),
        ("2.0", _range(("introduced", "1"), ("fixed", "2"), ("introduced", "2"), ("fixed", "3")), True),
        ("2.5", _range(("fixed", "3"), ("introduced", "2.4"), ("fixed", "2"), ("introduced", "1")), True),
        ("1.0rc1", _range(("introduced", "0"), ("fixed", "1.0")), True),
        ("1.0.post1", _range(("introduced", "0"), ("fixed", "1.0")), False),
        ("1.0", _range(("introduced", "0"), ("fixed", "abc"), kind="GIT") | {"versions": ["2.0"]}, False),
        ("1.0", {"versions": ["0.9", "1.0.0"]}, True),
        ("1.1", {"versions": ["0.9", "1.0"]}, False),
        ("1.0", {}, True),  # says no version at all: all of them
        (
            "1.0",
            _range(("introduced", "0"), ("fixed", "no version")),
            True,
        ),  # cannot be compared: a person looks
    ],
)
def test_a_version_is_touched_as_the_format_says(version: str, told: dict[str, Any], is_hit: bool) -> None:
    assert is_affected(version, told) is is_hit


def test_a_touched_pin_is_named_with_its_advisory_and_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, _advisory(aliases=["CVE-0000-1"]), _advisory("of-nobody", "INVENTED-2"))
    assert main([str(file)]) == 1
    said = capsys.readouterr().out
    assert "通报2条，最新的是2026-01-02" in said
    assert re.search(
        r"^apprise \S+（运行、PostgreSQL、测试）：INVENTED-1、CVE-0000-1。编出来的　改用99.0以上。$",
        said,
        re.M,
    )
    assert "INVENTED-2" not in said


def test_what_was_looked_into_is_left_out_and_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, _advisory(aliases=["CVE-0000-1"]))
    assert main([str(file), "--accept", "CVE-0000-1"]) == 0
    assert "另有1条已注明不受影响" in capsys.readouterr().out


def test_names_are_compared_as_the_index_compares_them_and_others_are_left_alone() -> None:
    held = [Pin("typing-extensions", "1.0", ("run",))]
    assert hits(held, [_advisory("Typing.Extensions")])
    assert not hits(held, [_advisory("typing_ext")])
    npm = _advisory("typing-extensions")
    npm["affected"][0]["package"]["ecosystem"] = "npm"
    assert not hits(held, [npm])


def test_a_folder_a_zip_and_a_file_are_read_alike_and_what_was_withdrawn_is_gone(tmp_path: Path) -> None:
    told = [_advisory(), _advisory(number="INVENTED-2", withdrawn="2026-01-03T00:00:00Z")]
    folder, packed = tmp_path / "folder", tmp_path / "all.zip"
    (folder / "deeper").mkdir(parents=True)
    with zipfile.ZipFile(packed, "w") as made:
        for one in told:
            (folder / "deeper" / f"{one['id']}.json").write_text(json.dumps(one), encoding="utf-8")
            made.writestr(f"{one['id']}.json", json.dumps(one))
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({"vulns": told}), encoding="utf-8")
    for path in (folder, packed, whole):
        assert [one["id"] for one in advisories(path)] == ["INVENTED-1"], path


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"id": 1}', "[1]", "null", '{"vulns": 3}', "[" * 100_000]
)
def test_what_is_no_advisory_is_never_taken_for_a_clean_bill(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "told.json"
    file.write_text(content, encoding="utf-8")
    assert main([str(file)]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "没有发现" not in capsys.readouterr().out


def test_one_damaged_file_among_many_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(_advisory("of-nobody")), encoding="utf-8")
    (tmp_path / "b.json").write_text('{"id": "INVENTED-', encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "b.json看不懂" in capsys.readouterr().err


def test_nothing_is_asked_of_any_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert main([str(_file(tmp_path, _advisory("of-nobody")))]) == 0


# Said to be under either of two; the other one is chosen.
_EITHER = {"text-unidecode": "Artistic License"}
_STRONG = re.compile(
    r"(?<![Ll])(?<!Lesser )(AGPL|GPL|Affero|General Public License|SSPL|Commons Clause|BUSL)"
)


def test_nothing_that_runs_is_under_a_licence_that_would_bind_the_office() -> None:
    """From what each distribution says of itself, for all that the locks of what runs hold and that is installed here."""
    looked, bound, silent = 0, [], []
    for pin in pins():
        if pin.sets == ("test",):
            continue
        try:
            told = importlib.metadata.metadata(pin.name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system or another Python
        looked += 1
        classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
        licence = " ".join([_first(told, "License-Expression"), *classifiers]).strip()
        licence = licence or _first(told, "License")[:200]
        if not licence:
            silent.append(pin.name)
        if _STRONG.search(licence) and _EITHER.get(pin.name, "no other") not in licence:
            bound.append(f"{pin.name}: {licence}")
    assert looked > 100
    assert bound == []
    assert silent == []


def _first(told: importlib.metadata.PackageMetadata, name: str) -> str:
    return str(next(iter(told.get_all(name) or [""])))
