"""The locks beside this file held against advisories that somebody brought in: ``python -m requirements.audit FILE``.

Nothing is asked of any network. The advisories are in the format of OSV: its own export for PyPI, GitHub's database and
PyPA's (which is written in YAML), one file each, as a folder, as a zip of all of them, or as one file with several (see
SECURITY.md).
"""

import json
import re
import sys
import zipfile
import zlib
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

_HERE = Path(__file__).parent
_SETS = {"run": "运行", "postgresql": "PostgreSQL", "test": "测试"}
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
_FIRST, _WITHOUT_END = "0", "*"
_ENDINGS = (".json", ".yaml", ".yml")
# Of a record in YAML every value is taken as it is written: 1.10 is a version and no number.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = ("", "null", "~")
_LONGEST_SUMMARY = 100


class NoAdvisories(Exception):
    """There is nothing to hold the locks against; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One version in the locks, and the sets that hold it (``run``, ``postgresql``, ``test``)."""

    name: str
    version: str
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An advisory that touches a pin. ``fixed`` are the versions that mend it, empty where none is told.

    ``known_to`` is up to where the advisory's own authors have looked, where they name no version that mends it.
    """

    pin: Pin
    advisory: str
    aliases: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]
    known_to: str = ""


def pins(folder: Path = _HERE) -> list[Pin]:
    """Every version that the locks of this folder hold."""
    held: dict[tuple[str, str], list[str]] = {}
    for name in _SETS:
        file = folder / f"{name}.txt"
        for called, version in _PIN.findall(file.read_text(encoding="utf-8")) if file.exists() else ():
            held.setdefault((canonicalize_name(called), version), []).append(name)
    return [Pin(name, version, tuple(sets)) for (name, version), sets in sorted(held.items())]


def advisories(path: Path) -> list[dict[str, Any]]:
    """The advisories that stand, of a folder, a zip or a file. Raises NoAdvisories where there are none to read."""
    if not path.exists():
        raise NoAdvisories(f"没有{path}。请写通报文件或文件夹的路径。")
    found: dict[str, dict[str, Any]] = {}
    broken = []
    for name, content in _contents(path):
        try:
            for one in _several(_read(name, content)):
                found[str(one["id"])] = one
        except (ValueError, KeyError, TypeError, RecursionError, yaml.YAMLError):
            broken.append(name)
    if broken:
        raise NoAdvisories(
            f"{'、'.join(map(_one_line, broken[:5]))}看不懂（共{len(broken)}个）。请重新取一份完整的。"
        )
    standing = [one for one in found.values() if _is_nothing(one.get("withdrawn"))]
    if not any(_ours(one) for one in standing):
        raise NoAdvisories(f"{path}里没有 PyPI 的通报。请取 OSV 的 PyPI 一份。")
    return standing


def hits(held: Iterable[Pin], known: Iterable[dict[str, Any]]) -> list[Hit]:
    """Which advisories touch which pins, by name."""
    by_name: dict[str, list[Pin]] = {}
    for pin in held:
        by_name.setdefault(pin.name, []).append(pin)
    found = {
        (pin.name, pin.version, str(one["id"])): Hit(
            pin,
            str(one["id"]),
            tuple(map(str, one.get("aliases") or ())),
            _one_line(one.get("summary") or one.get("details") or ""),
            _fixes(one, pin.name),
            _known_to(affected),
        )
        for one in known
        for affected in _ours(one)
        for pin in by_name.get(canonicalize_name(str(affected["package"]["name"])), ())
        if is_affected(pin.version, affected)
    }
    return [found[key] for key in sorted(found)]


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Whether an advisory's entry for a package names this version. What cannot be compared counts as named."""
    listed = [str(one) for one in affected.get("versions") or ()]
    ranges = [one for one in affected.get("ranges") or () if one.get("type") in ("ECOSYSTEM", "SEMVER")]
    if not listed and not ranges:
        return True
    if version in listed:
        return True
    try:
        own = Version(version)
        return any(_same(one, own) for one in listed) or any(_is_within(own, one) for one in ranges)
    except InvalidVersion:
        return True


def _is_within(own: Version, told: dict[str, Any]) -> bool:
    """By OSV's own rule: the events in their order, each switching from affected to not or back, within the limits."""
    events, limits = [], []
    for event in told.get("events") or ():
        for kind, written in event.items():
            if kind in ("introduced", "fixed", "last_affected"):
                since = Version("0.dev0") if written == _FIRST else Version(str(written))
                events.append((since, kind))
            elif kind == "limit":
                limits.append(written == _WITHOUT_END or own < Version(str(written)))
    inside = False
    # Where one range ends at the version at which the next begins, the version is in the next.
    for since, kind in sorted(events, key=lambda event: (event[0], event[1] == "introduced")):
        if kind == "introduced" and own >= since:
            inside = True
        elif (kind == "fixed" and own >= since) or (kind == "last_affected" and own > since):
            inside = False
    return inside and (not limits or any(limits))


def _same(written: str, own: Version) -> bool:
    try:
        return Version(written) == own
    except InvalidVersion:
        return False


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each record. What lies hidden (a repository's own settings) is none."""
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if _is_record(file.relative_to(path).as_posix()) and file.is_file():
                    yield file.name, file.read_bytes()
                elif file.suffix == ".zip":
                    yield from _contents(file)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for name in filter(_is_record, packed.namelist()):
                    yield name, packed.read(name)
        else:
            yield path.name, path.read_bytes()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise NoAdvisories(f"{path}是残缺的压缩包，或者设有密码。请重新取一份完整的。") from None
    except OSError as problem:
        raise NoAdvisories(f"{path}打不开（{problem.strerror}）。请检查权限和光盘。") from None


def _is_record(name: str) -> bool:
    where = PurePosixPath(name)
    return where.suffix in _ENDINGS and not any(part.startswith(".") for part in where.parts)


def _read(name: str, content: bytes) -> Any:
    return yaml.load(content, _Loader) if name.endswith(_ENDINGS[1:]) else json.loads(content)


def _is_nothing(value: Any) -> bool:
    return not value or value in _NOTHING


def _several(read: Any) -> list[dict[str, Any]]:
    several = read.get("vulns", [read]) if isinstance(read, dict) else read
    if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
        raise ValueError
    return several


def _ours(advisory: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        one
        for one in advisory.get("affected") or ()
        if str((one.get("package") or {}).get("ecosystem", "")).partition(":")[0] == "PyPI"
        and (one.get("package") or {}).get("name")
    ]


def _fixes(advisory: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            str(event["fixed"])
            for affected in _ours(advisory)
            if canonicalize_name(str(affected["package"]["name"])) == name
            for told in affected.get("ranges") or ()
            if told.get("type") != "GIT"
            for event in told.get("events") or ()
            if "fixed" in event
        )
    )


def _known_to(affected: dict[str, Any]) -> str:
    """GitHub's remark up to where it is affected, where no version is named that mends it."""
    events = [event for told in affected.get("ranges") or () for event in told.get("events") or ()]
    remark = (affected.get("database_specific") or {}).get("last_known_affected_version_range")
    return "" if any("fixed" in event or "last_affected" in event for event in events) else str(remark or "")


def _one_line(text: str) -> str:
    plain = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return plain if len(plain) <= _LONGEST_SUMMARY else plain[:_LONGEST_SUMMARY] + "……"


def _said(hit: Hit) -> str:
    names = "、".join((hit.advisory, *hit.aliases))
    mended = f"改用{'或'.join(hit.fixed)}以上" if hit.fixed else "还没有说哪个版本改好了"
    mended += f"，发布方只核实到{hit.known_to}，请人工判断" if hit.known_to else ""
    where = "、".join(_SETS[name] for name in hit.pin.sets)
    said = f"{hit.pin.name} {hit.pin.version}（{where}）：{names}。{hit.summary}　{mended}。"
    return "".join(one if one.isprintable() or one == "　" else " " for one in said)


def main(words: Sequence[str] | None = None) -> int:
    """The command: 0 where nothing is known against the locks, 1 where something is, 2 where nothing could be asked."""
    asked = ArgumentParser(prog="make audit", description="对照漏洞通报核对锁定的依赖，不连网。")
    asked.add_argument(
        "advisories", type=Path, help="OSV 格式的 PyPI 通报：all.zip、解开的文件夹或一个 JSON、YAML 文件"
    )
    asked.add_argument(
        "--accept", action="append", default=[], metavar="编号", help="已经研究过、不受影响的通报编号"
    )
    chosen = asked.parse_args(words)
    held = pins()
    try:
        known = advisories(chosen.advisories)
    except NoAdvisories as problem:
        print(problem, file=sys.stderr)
        return 2
    newest = max((str(one.get("modified", ""))[:10] for one in known), default="")
    print(f"通报{len(known)}条，最新的是{newest or '没有写日期'}；锁定的依赖{len(held)}个。")
    found = hits(held, known)
    open_ones = [hit for hit in found if not {hit.advisory, *hit.aliases} & set(chosen.accept)]
    for hit in open_ones:
        print(_said(hit))
    if len(found) > len(open_ones):
        print(f"另有{len(found) - len(open_ones)}条已注明不受影响。")
    if not open_ones:
        print("没有发现锁定的版本有已知的漏洞。")
    return 1 if open_ones else 0


if __name__ == "__main__":
    raise SystemExit(main())
