"""The file an office is founded from: its units, groups, contacts and accounts (``samples/office.toml`` shows the form)."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from config.refusal import Refusal


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
    member: bool = False
    aliases: tuple[str, ...] = ()


class GroupEntry(_Entry):
    """A name that stands for several units."""

    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class ContactEntry(_Entry):
    """A person of a unit; ``level`` by its label (联系人, 责任领导)."""

    unit: str
    name: str
    level: str
    title: str = ""
    email: str = ""
    phone: str = ""


class UserEntry(_Entry):
    """An account; ``role`` by its label (经办, 领导, 责任单位)."""

    login: str
    name: str
    role: str
    unit: str = ""
    title: str = ""


class OfficeFile(_Entry):
    """The whole file."""

    office: OfficeEntry
    units: tuple[UnitEntry, ...]
    groups: tuple[GroupEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    users: tuple[UserEntry, ...] = ()


def load_office(file: Path) -> OfficeFile:
    """The file's entries. Raises Refusal with the place of the first mistake."""
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
