"""Advisories as the three databases write them, each shape of range with what it touches. Every one is invented."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from requirements.audit import NoAdvisories, Pin, advisories, hits, main

# As the zip of OSV for PyPI holds it: the record of PyPA with the same in commits beside it, and all versions listed.
_OSV = {
    "schema_version": "1.7.3",
    "id": "PYSEC-0000-1",
    "details": "编出来的，仿照导出的样子。",
    "aliases": ["CVE-0000-1", "GHSA-0000-0000-0001"],
    "modified": "2026-01-02T03:04:05.678901Z",
    "published": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "parser", "ecosystem": "PyPI", "purl": "pkg:pypi/parser"},
            "ranges": [
                {
                    "type": "GIT",
                    "repo": "https://git.example.org/parser",
                    "events": [{"introduced": "0"}, {"fixed": "0123456789abcdef0123456789abcdef01234567"}],
                },
                {
                    "type": "ECOSYSTEM",
                    "events": [
                        {"introduced": "4.0"},
                        {"fixed": "4.0.4"},
                        {"introduced": "3.2"},
                        {"fixed": "3.2.13"},
                        {"introduced": "2.2"},
                        {"fixed": "2.2.28"},
                    ],
                },
            ],
            "versions": ["2.2", "2.2.1", "3.2", "3.2.12", "4.0", "4.0.3", "1.9-legacy"],
            "database_specific": {"source": "https://example.org/PYSEC-0000-1.yaml"},
        }
    ],
    "references": [{"type": "ADVISORY", "url": "https://example.org/"}],
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
}

# As GitHub writes it: one entry for each span, and no end where none was published.
_GITHUB = {
    "schema_version": "1.4.0",
    "id": "GHSA-0000-0000-0002",
    "modified": "2026-02-03T00:00:00Z",
    "aliases": ["CVE-0000-2"],
    "summary": "编出来的",
    "details": "### 影响\n编出来的",
    "severity": [],
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Web_Server"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "1.0.0"}, {"last_affected": "1.4.9"}]}
            ],
        },
        {
            "package": {"ecosystem": "PyPI", "name": "Web_Server"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}]}],
            "database_specific": {"last_known_affected_version_range": "<= 2.3.1"},
        },
        {
            "package": {"ecosystem": "npm", "name": "web-server"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}],
        },
        {
            "package": {"ecosystem": "PyPI", "name": "web-server-extra"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0-rc.1"}, {"fixed": "1.2.0"}]}],
        },
    ],
    "references": [],
    "database_specific": {"cwe_ids": ["CWE-79"], "severity": "HIGH", "github_reviewed": True},
}

# As PyPA writes it: in YAML, where 1.10 is a version and no number, and a moment no text.
_PYPA = """id: PYSEC-0000-3
details: 编出来的，一行
  接一行。
aliases:
- CVE-0000-3
modified: 2026-03-04T00:00:00Z
published: '2026-03-04T00:00:00Z'
withdrawn: null
affected:
- package:
    name: Codec
    ecosystem: PyPI
    purl: pkg:pypi/codec
  ranges:
  - type: GIT
    repo: https://git.example.org/codec
    events:
    - introduced: '0'
    - fixed: 0123456789abcdef0123456789abcdef01234567
  versions:
  - 1.1
  - 1.10
  - 1e3
  - 2.0.0
references:
- type: WEB
  url: https://example.org/
"""

_LIMITED = {
    "id": "INVENTED-4",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "branches"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"limit": "2.0"}, {"limit": "1.8"}]}
            ],
        },
        {
            "package": {"ecosystem": "PyPI", "name": "trunk"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"limit": "*"}]}],
        },
        {
            "package": {"ecosystem": "PyPI", "name": "commits-alone"},
            "ranges": [{"type": "GIT", "repo": "https://git.example.org/x", "events": [{"introduced": "0"}]}],
        },
    ],
}

_WITHDRAWN = {**_OSV, "id": "INVENTED-5", "withdrawn": "2026-05-06T00:00:00Z"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All of them as they lie in a folder, with what else lies in a repository."""
    made = tmp_path / "told"
    for name, told in (
        ("pypi/PYSEC-0000-1.json", json.dumps(_OSV)),
        ("advisories/2026/02/GHSA/GHSA-0000-0000-0002.json", json.dumps(_GITHUB)),
        ("vulns/codec/PYSEC-0000-3.yaml", _PYPA),
        ("pypi/INVENTED-4.json", json.dumps(_LIMITED)),
        ("pypi/INVENTED-5.json", json.dumps(_WITHDRAWN)),
        (".github/workflows/check.yml", "on: push"),
        (".pre-commit-config.yaml", "repos: []"),
        ("README.md", "# told"),
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(told, encoding="utf-8")
    return made


def _packed(folder: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for one in sorted(folder.rglob("*")):
            made.write(one, one.relative_to(folder))
    return file


@pytest.mark.parametrize(
    ("name", "version", "advisory"),
    [
        ("parser", "4.0.3", "PYSEC-0000-1"),
        ("parser", "4.0.4", ""),
        ("parser", "3.2.0", "PYSEC-0000-1"),
        ("parser", "3.3", ""),
        ("parser", "2.2.27", "PYSEC-0000-1"),
        ("parser", "2.1", ""),
        ("parser", "4.0.4rc1", "PYSEC-0000-1"),
        ("parser", "4.0rc1", ""),
        ("parser", "1.9-legacy", "PYSEC-0000-1"),
        ("web-server", "1.4.9", "GHSA-0000-0000-0002"),
        ("web-server", "1.4.9.post1", ""),
        ("web-server", "1.5", ""),
        ("web-server", "2.3.1", "GHSA-0000-0000-0002"),
        ("web-server", "2.9", "GHSA-0000-0000-0002"),
        ("web-server-extra", "1.1", "GHSA-0000-0000-0002"),
        ("web-server-extra", "1.0.0rc1", "GHSA-0000-0000-0002"),
        ("web-server-extra", "1.0.0b9", ""),
        ("web-server-extra", "1.2", ""),
        ("codec", "1.10", "PYSEC-0000-3"),
        ("codec", "1.1.0", "PYSEC-0000-3"),
        ("codec", "2", "PYSEC-0000-3"),
        ("codec", "1.11", ""),
        ("branches", "1.9", "INVENTED-4"),
        ("branches", "2.0", ""),
        ("trunk", "9", "INVENTED-4"),
        ("commits-alone", "1", "INVENTED-4"),
    ],
)
def test_a_version_is_touched_as_each_database_means_it(
    folder: Path, name: str, version: str, advisory: str
) -> None:
    found = hits([Pin(name, version, ("run",))], advisories(folder))
    assert [hit.advisory for hit in found] == ([advisory] if advisory else [])


def test_a_folder_a_zip_a_folder_of_zips_and_each_file_say_the_same(folder: Path, tmp_path: Path) -> None:
    every = {one["id"] for one in advisories(folder)}
    assert every == {"PYSEC-0000-1", "GHSA-0000-0000-0002", "PYSEC-0000-3", "INVENTED-4"}
    (tmp_path / "zips").mkdir()
    packed = _packed(folder, tmp_path / "zips" / "all.zip")
    for path in (packed, packed.parent):
        assert {one["id"] for one in advisories(path)} == every
    alone = set()
    for file in folder.rglob("[A-Z]*[0-9].*"):
        if "INVENTED-5" not in file.name:
            alone |= {one["id"] for one in advisories(file)}
    assert alone == every


def test_what_was_withdrawn_alone_is_never_taken_for_a_clean_bill(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(_WITHDRAWN), encoding="utf-8")
    with pytest.raises(NoAdvisories):
        advisories(tmp_path)


def test_the_way_out_names_versions_and_no_commits_and_where_nobody_has_looked_further(folder: Path) -> None:
    known = advisories(folder)
    (hit,) = hits([Pin("parser", "4.0.1", ("run",))], known)
    assert hit.fixed == ("4.0.4", "3.2.13", "2.2.28")
    (open_end,) = hits([Pin("web-server", "2.9", ("run",))], known)
    assert (open_end.fixed, open_end.known_to) == ((), "<= 2.3.1")


def test_a_zip_that_was_not_copied_whole_is_never_taken_for_a_clean_bill(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(_packed(folder, tmp_path / "all.zip").read_bytes())
    begins = content.index(b"PYSEC-0000-1.json") + 40
    damaged = bytes(content[:begins]) + bytes(60) + bytes(content[begins + 60 :])
    for broken in (bytes(content[: len(content) // 2]), damaged):
        (tmp_path / "broken.zip").write_bytes(broken)
        assert main([str(tmp_path / "broken.zip")]) == 2
        told = capsys.readouterr()
        assert "没有发现" not in told.out
        assert told.err


@pytest.mark.parametrize("written", ["a: [", "id: x\n\tb", "&a [*a]", "- - -", "text", "id: [1", "\x00"])
def test_yaml_that_is_no_advisory_is_never_taken_for_a_clean_bill(tmp_path: Path, written: str) -> None:
    (tmp_path / "x.yaml").write_text(written, encoding="utf-8")
    assert main([str(tmp_path)]) == 2


def test_an_advisory_does_nothing_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acting: dict[str, Any] = {
        "id": "X\x1b[2J",
        "aliases": ["CVE\x1b[1A\r"],
        "summary": "x\x9b2J\n没有发现",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "apprise"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
            }
        ],
    }
    (tmp_path / "x.json").write_text(json.dumps(acting), encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert all(one.isprintable() or one in "\n　" for one in told)
    assert "\n没有发现" not in told
