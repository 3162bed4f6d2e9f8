"""The file an office is founded from: its units, groups, contacts and accounts (``samples/office.toml`` shows the form)."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from config.refusal import Refusal
from models.words import ContactLevel, UnitLevel, UserRole, Word


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfficeEntry(_Entry):
    """The office itself."""

    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    reference_prefix: str = ""
    email: str = ""
    phone: str = ""


class UnitEntry(_Entry):
    """A unit; ``level`` by its label (市级部门, 县区, 企业), ``parent`` by full name."""

    name: str
    level: str
    short_name: str = ""
    kind: str = ""
    parent: str = ""
    line: str = ""
    region: str = ""
    member: bool = False
    aliases: tuple[str, ...] = ()


class GroupEntry(_Entry):
    """A name that stands for several units."""

    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class ContactEntry(_Entry):
    """A person of a unit; ``level`` by its label (联系人, 责任人, 责任领导, 主要领导), channels by theirs, hours as HH:MM."""

    unit: str
    name: str
    level: str
    title: str = ""
    email: str = ""
    phone: str = ""
    channels: tuple[str, ...] = ("邮件",)
    quiet_from: str = ""
    quiet_until: str = ""
    deputy: str = ""


class UserEntry(_Entry):
    """An account; ``role`` by its label (经办, 领导, 责任单位, 督导单位, 检查人员, or one of the three officers).

    ``unit`` is whose account a 责任单位 has; ``units`` are those that a 督导单位 or 检查人员 may look at, with all below.
    """

    login: str
    name: str
    role: str
    unit: str = ""
    units: tuple[str, ...] = ()
    title: str = ""


class OfficeFile(_Entry):
    """The whole file."""

    office: OfficeEntry
    units: tuple[UnitEntry, ...]
    groups: tuple[GroupEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    users: tuple[UserEntry, ...] = ()


def load_office(file: Path) -> OfficeFile:
    """The file's entries, which do not contradict each other. Raises Refusal with the first mistake."""
    entries = _parse(file)
    for mistake in _contradictions(entries):
        raise Refusal(f"{file.name}里{mistake}。请改正后再试。")
    return entries


def _contradictions(entries: OfficeFile) -> Iterator[str]:
    names = Counter(
        name for unit in entries.units for name in {unit.name, unit.short_name, *unit.aliases} - {""}
    )
    yield from (f"“{name}”是两个单位的名称或别名" for name, count in names.items() if count > 1)
    groups = Counter(name for group in entries.groups for name in {group.name, *group.aliases})
    yield from (f"“{name}”是两个单位组的名称" for name, count in groups.items() if count > 1)
    logins = Counter(user.login for user in entries.users)
    yield from (f"登录名“{login}”用了两次" for login, count in logins.items() if count > 1)
    known = {unit.name for unit in entries.units} | {""}
    spoken_of = [
        *(unit.parent for unit in entries.units),
        *(member for group in entries.groups for member in group.members),
        *(contact.unit for contact in entries.contacts),
        *(user.unit for user in entries.users),
        *(unit for user in entries.users for unit in user.units),
    ]
    yield from (f"没有单位“{name}”，却有别处提到它" for name in spoken_of if name not in known)
    yield from _unknown_words(UnitLevel, (unit.level for unit in entries.units))
    yield from _unknown_words(ContactLevel, (contact.level for contact in entries.contacts))
    yield from _unknown_words(UserRole, (user.role for user in entries.users))
    for user in entries.users:
        if (user.role == UserRole.UNIT.label) != bool(user.unit):
            yield f"账号“{user.login}”：责任单位的账号要写 unit，别的账号不写"
        if user.units and user.role not in (UserRole.SUPERVISOR.label, UserRole.INSPECTOR.label):
            yield f"账号“{user.login}”：只有督导单位和检查人员的账号写 units"


def _unknown_words(words: type[Word], labels: Iterable[str]) -> Iterator[str]:
    known = [word.label for word in words]
    yield from (f"“{label}”不认识，可以写：{'、'.join(known)}" for label in labels if label not in known)


def _parse(file: Path) -> OfficeFile:
    try:
        return OfficeFile.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise Refusal(f"{file.name}不是 UTF-8 文本。请用 UTF-8 编码另存后再试。") from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file.name}不合 TOML 的写法：{error}。请对照 samples/office.toml 改正。") from None
    except ValidationError as error:
        first = error.errors()[0]
        # Positions count from 0 in the file's lists, from 1 for people.
        place = "·".join(f"第{part + 1}项" if isinstance(part, int) else part for part in first["loc"])
        raise Refusal(
            f"{file.name}的“{place}”写得不对：{_reason(first['type'])}。请对照 samples/office.toml 改正。"
        ) from None


def _reason(kind: str) -> str:
    return {"missing": "缺少这一项", "extra_forbidden": "没有这个名字的项目"}.get(kind, "类型不对")
