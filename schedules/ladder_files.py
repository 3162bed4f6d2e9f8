"""Rule packs as files: found, read and checked, with a sentence for each mistake that names file, line and field."""

import hashlib
import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import config
from config.refusal import Refusal
from config.settings import home
from schedules.ladder import Pack, Rung, Track, Unless
from schedules.lights import LightLimits
from schedules.periods import Recurrence

_SHIPPED = Path(config.__file__).parent / "ladders"
_MOST_RUNGS = 40
_LONGEST_NAME = 40
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

# What a rung may say, and what it must: the words themselves are those of the stored notices, whose own
# module lies above this one; a test holds them together.
KINDS = ("reminder", "chaser", "order", "circular", "interview")
SIGNED_KINDS = ("order", "circular", "interview")
LEVELS = ("contact", "officer", "leader", "head")
SIGNERS = ("clerk", "leader")
REPEATS = (Recurrence.WEEKLY, Recurrence.MONTHLY)
_TRIGGERS = ("workdays", "percent_left", "after_assignment", "missed_reports", "behind_pace")
_NUMBERS = {
    "workdays": (-250, 500),
    "percent_left": (1, 99),
    "after_assignment": (1, 250),
    "missed_reports": (1, 12),
    "grace_workdays": (0, 60),
    "min_workdays": (0, 2500),
    "max_workdays": (0, 2500),
}
_LIMITS = {
    "pace_yellow": (-100, 0),
    "silence_yellow": (0, 100),
    "due_soon_workdays": (0, 60),
    "due_soon_percent": (0, 100),
}
_HEAD = ("name", "title", "version", "effective_from", "lights", "rungs")
_RUNG_FIELDS = frozenset(field.name for field in fields(Rung))


@dataclass(frozen=True, slots=True)
class PackFile:
    """A rule pack with the text it was read from."""

    pack: Pack
    text: str

    @property
    def sha256(self) -> str:
        """The digest of the text: whether two files say the same."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class PackError(Refusal):
    """A rule pack cannot be read: which file, which line, which field, and what is wrong."""


def load_pack(name: str) -> Pack:
    """The rule pack of this name as its file is now. Raises PackError with what is wrong in the file."""
    return read_pack_file(name).pack


def known_packs() -> tuple[str, ...]:
    """The names there are: shipped, and the office's own in ``ladders`` of the data folder."""
    return tuple(sorted({path.stem for folder in _folders() for path in folder.glob("*.toml")}))


def ladder_titles() -> dict[str, str]:
    """The titles of the packs there are, by name; a wrong file goes by its name."""
    titles = {}
    for name in known_packs():
        try:
            titles[name] = load_pack(name).title
        except PackError:
            titles[name] = name
    return titles


def read_pack_file(name: str) -> PackFile:
    """The file of this name as it is now; the office's own goes before a shipped one of the same name."""
    for folder in _folders():
        file = folder / f"{name}.toml"
        if _NAME.fullmatch(name) and file.is_file():
            return read_pack(file)
    raise PackError(f"没有名为“{name}”的提醒阶梯。现有：{'、'.join(known_packs())}。请改 settings.toml。")


def read_pack(file: Path) -> PackFile:
    """Read one file. Raises PackError with the first mistake."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"提醒阶梯 {file.name} 打不开，或者不是 UTF-8 文本：{error}。") from error
    pack = parse_pack(text, file.name)
    if pack.name != file.stem:
        raise _Place(text, file.name).error("name", f"应与文件名一致，写作“{file.stem}”")
    return PackFile(pack, text)


@lru_cache(maxsize=64)
def parse_pack(text: str, file: str) -> Pack:
    """The pack that this text says, parsed once however often it is asked for. ``file`` is what its mistakes are told under. Raises PackError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"提醒阶梯 {file} 不合 TOML 的写法：{error}。") from error
    place = _Place(text, file)
    for key in data:
        if key not in _HEAD:
            raise place.error(key, "没有这一项")
    for key in _HEAD:
        if key not in data:
            raise place.error(key, "缺少这一项")
    for key in ("name", "title", "version"):
        if not isinstance(data[key], str) or not data[key].strip():
            raise place.error(key, "应是一段文字，不能空")
    if type(data["effective_from"]) is not date:
        raise place.error("effective_from", "应是日期，写作 2026-01-01")
    if len(data["version"]) > 20:
        raise place.error("version", "太长，请不要超过20个字")
    return Pack(
        name=data["name"],
        title=data["title"],
        version=data["version"],
        effective_from=data["effective_from"],
        rungs=_rungs(data["rungs"], place),
        lights=_lights(data["lights"], place),
    )


def _folders() -> tuple[Path, Path]:
    return home() / "ladders", _SHIPPED


def _lights(data: Any, place: "_Place") -> LightLimits:
    if not isinstance(data, dict):
        raise place.error("lights", "应是一张表，写作 [lights]")
    for key in data:
        if key not in _LIMITS:
            raise place.error(key, "没有这一项", "lights")
    for key, (least, most) in _LIMITS.items():
        if key not in data:
            raise place.error("lights", f"缺少 {key}")
        _whole(data[key], key, least, most, place, "lights")
    return LightLimits(**data)


def _rungs(data: Any, place: "_Place") -> tuple[Rung, ...]:
    if not isinstance(data, list) or not data or not all(isinstance(one, dict) for one in data):
        raise place.error("rungs", "应写作一个或几个 [[rungs]]")
    if len(data) > _MOST_RUNGS:
        raise place.error("rungs", f"太多，最多{_MOST_RUNGS}级")
    rungs: list[Rung] = []
    for position, one in enumerate(data):
        rung = _rung(one, _Rung(place, position))
        _overlap(rung, rungs, _Rung(place, position))
        rungs.append(rung)
    return tuple(rungs)


def _rung(data: dict[str, Any], place: "_Rung") -> Rung:
    for key in data:
        if key not in _RUNG_FIELDS:
            raise place.error(key, "没有这一项")
    for key in ("name", "kind", "level"):
        if key not in data:
            raise place.error("name", f"缺少 {key}")
    if not isinstance(data["name"], str) or not _NAME.fullmatch(data["name"]):
        raise place.error("name", "应由小写字母、数字和连字符组成")
    if len(data["name"]) > _LONGEST_NAME:
        raise place.error("name", f"太长，请不要超过{_LONGEST_NAME}个字")
    _one_of(data, "kind", KINDS, place)
    _one_of(data, "level", LEVELS, place)
    _one_of(data, "signer", ("", *SIGNERS), place)
    _one_of(data, "unless", tuple(Unless), place)
    _one_of(data, "repeats", REPEATS, place)
    for key, (least, most) in _NUMBERS.items():
        if key in data:
            _whole(data[key], key, least, most, place)
    if data.get("behind_pace", True) is not True:
        raise place.error("behind_pace", "只能写 true")
    if not isinstance(data.get("channel", ""), str):
        raise place.error("channel", "应是渠道的名字")
    triggers = [key for key in _TRIGGERS if key in data]
    if len(triggers) != 1:
        raise place.error(
            triggers[1] if triggers else "name", f"要写 {'、'.join(_TRIGGERS)} 之一，且只写一项"
        )
    rung = Rung(
        **{
            **data,
            "unless": Unless(data.get("unless", "")),
            "repeats": Recurrence(data["repeats"]) if "repeats" in data else None,
        }
    )
    if rung.kind in SIGNED_KINDS and not rung.signer:
        raise place.error("kind", "是催办以上的一级，要写 signer（clerk 经办或 leader 领导）")
    if rung.kind in ("circular", "interview") and rung.signer == "clerk":
        raise place.error("signer", "不对：通报和约谈要由领导（leader）签发")
    if rung.kind not in SIGNED_KINDS and rung.signer:
        raise place.error("signer", "多余：提醒和催办不必签发")
    if rung.min_workdays and rung.max_workdays and rung.min_workdays > rung.max_workdays:
        raise place.error("max_workdays", "小于 min_workdays，没有任务适用")
    _only_with(rung, place)
    return rung


def _only_with(rung: Rung, place: "_Rung") -> None:
    if rung.repeats and rung.track is not Track.DEADLINE:
        raise place.error("repeats", "只能用在按时限计的一级")
    if rung.unless is Unless.ANSWERED and rung.track is not Track.DEADLINE:
        raise place.error("unless", "写 answered 的只能是按时限计的一级")
    if rung.grace_workdays and rung.track is not Track.REPORTS:
        raise place.error("grace_workdays", "只能和 missed_reports 一起用")
    if rung.track in (Track.REPORTS, Track.PACE) and (rung.min_workdays or rung.max_workdays):
        raise place.error("min_workdays" if rung.min_workdays else "max_workdays", "不能用在这一级")


def _overlap(rung: Rung, lower: list[Rung], place: "_Rung") -> None:
    """On each track the rungs ascend, and no two come on the same day to the same tasks."""
    if any(rung.name == one.name for one in lower):
        raise place.error("name", f"与前面一级重名：“{rung.name}”")
    same = [one for one in lower if one.track is rung.track]
    if not same:
        return
    if rung.track is Track.PACE:
        raise place.error("behind_pace", f"与“{same[-1].name}”重叠：滞后提示只能有一级")
    for one in same:
        if _height(rung) > _height(one):
            continue
        if _height(rung) == _height(one) and _apart(rung, one):
            continue
        what = "同一天" if _height(rung) == _height(one) else "在它之前"
        raise place.error(
            next(
                key for key in _TRIGGERS if getattr(rung, key) is not None and getattr(rung, key) is not False
            ),
            f"与“{one.name}”重叠：{what}。请按先后排列，同一天只留一级",
        )


def _height(rung: Rung) -> tuple[int, int]:
    """Where on its track a rung stands. What is counted by the share of the time comes before what is counted by days."""
    if rung.percent_left is not None:
        return 0, -rung.percent_left
    return 1, next(
        value for value in (rung.workdays, rung.after_assignment, rung.missed_reports, 0) if value is not None
    )


def _apart(one: Rung, other: Rung) -> bool:
    """Whether no task is long and short enough for both."""
    return bool(
        (one.max_workdays and one.max_workdays < other.min_workdays)
        or (other.max_workdays and other.max_workdays < one.min_workdays)
    )


def _one_of(data: dict[str, Any], key: str, words: tuple[str, ...], place: "_Rung") -> None:
    if key in data and data[key] not in words:
        raise place.error(key, f"是“{data[key]}”，应是 {'、'.join(word for word in words if word)} 之一")


def _whole(value: Any, key: str, least: int, most: int, place: "_Place | _Rung", table: str = "") -> None:
    if type(value) is not int or not least <= value <= most:
        message = f"是“{value}”，应是{least}到{most}的整数"
        raise (
            place.error(key, message, table)
            if table and isinstance(place, _Place)
            else place.error(key, message)
        )


class _Place:
    """Where in the text a field stands, for the sentence about a mistake."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._lines = text.splitlines()

    def error(self, key: str, message: str, table: str = "", position: int = 0) -> PackError:
        """The sentence: file, line, field, what is wrong."""
        line = self._line(key, table, position)
        where = f"第{line}行 " if line else ""
        which = f"第{position + 1}个 [[rungs]] 的 " if table == "rungs" else ""
        return PackError(f"提醒阶梯 {self.file} {where}{which}{key} {message}。")

    def _line(self, key: str, table: str, position: int) -> int:
        current, count, header = "", -1, 0
        for number, line in enumerate(self._lines, 1):
            stripped = line.strip()
            if stripped.startswith("["):
                current = stripped.strip("[] ")
                count += current == "rungs"
                if current == table and (table != "rungs" or count == position):
                    header = number
                if current == key and not table:
                    return number
            elif (
                current == table
                and (table != "rungs" or count == position)
                and re.match(rf'"?{re.escape(key)}"?\s*=', stripped)
            ):
                return number
        return header


@dataclass(frozen=True, slots=True)
class _Rung:
    """The place of one rung."""

    place: _Place
    position: int

    def error(self, key: str, message: str) -> PackError:
        """The sentence about a field of this rung."""
        return self.place.error(key, message, "rungs", self.position)
