"""The sheet of contacts read back."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import select

from config.refusal import Refusal
from models.unit import Contact, Unit
from models.words import ContactLevel
from supervision.directory.people import add_contact, change_contact, channel, require_sound
from supervision.directory.rows import Row
from supervision.directory.sheet import (
    CONTACT_KEY,
)
from supervision.directory.work import Work


class PeopleIn(Work):
    """Takes in the sheet of contacts."""

    def contacts(self, rows: list[Row]) -> None:
        """The sheet of contacts. Deputies are looked for among all, also those the workbook adds."""
        known = {contact.id: contact for contact in self.session.exec(select(Contact))}
        asking = self._asking(rows, CONTACT_KEY)
        read = [one for row in asking if (one := self._tried(row, self._person, row, known))]
        after: dict[tuple[int, ContactLevel, str], Row | None] = {}
        people: set[tuple[int, str]] = set()
        mentioned = {contact.id for _, contact, _ in read if contact}
        for contact in known.values():
            if contact.id not in mentioned:
                people.add((contact.unit_id, contact.name))
                if contact.left_on is None:
                    after[contact.unit_id, contact.level, contact.name] = None
        for row, contact, fields in read:
            people.add((fields["unit_id"], fields["name"]))
            same = (fields["unit_id"], fields["level"], fields["name"])
            is_new = contact is None or _differ(contact, fields, ("unit_id", "level", "name", "left_on"))
            if fields["left_on"] is None and same in after and is_new:
                other = after[same]
                where = f"（第{other.number}行）" if other else ""
                self._refuse(
                    row,
                    f"{fields['name']}已经是这个单位的{fields['level'].label}{where}。请改那一行，不要重复。",
                )
            elif fields["left_on"] is None:
                after[same] = row
        for row, contact, fields in read:
            is_new = contact is None or _differ(contact, fields, ("unit_id", "deputy"))
            if fields["deputy"] and is_new and (fields["unit_id"], fields["deputy"]) not in people:
                self._refuse(
                    row,
                    f"代理人“{fields['deputy']}”不是同一单位的联系人。请写同一单位联系人的姓名，或先加一行。",
                )
        if self.outcome.mistakes:
            return
        for row, contact, fields in read:
            self._tried(row, self._speak, row, contact, fields)

    def _person(self, row: Row, known: dict[int, Contact]) -> tuple[Row, Contact | None, dict[str, Any]]:
        number = row.key(CONTACT_KEY)
        if number is not None and number not in known:
            raise Refusal(f"{CONTACT_KEY}{number}没有对应的联系人。新增的行请把号留空。")
        contact = known[number] if number is not None else None
        written = row.text("通知渠道")
        fields: dict[str, Any] = {
            "unit_id": self._unit(row),
            "level": ContactLevel.labelled(row.label("层级", ContactLevel)),
            "name": row.text("姓名", 40, needed=True),
            "title": row.text("职务", 60),
            "email": row.text("邮箱", 200),
            "phone": row.text("电话", 40),
            "channels": [channel(part) for part in written.replace(",", "、").replace("，", "、").split("、")]
            if written
            else ["email"],
            "quiet_from": row.hour("免打扰开始"),
            "quiet_until": row.hour("免打扰结束"),
            "deputy": row.text("代理人", 40),
            "away_from": row.day("外出开始"),
            "away_until": row.day("外出结束"),
            "left_on": row.day("离任日期"),
        }
        if contact is None or _differ(contact, fields, fields):
            require_sound(Contact(**fields))
        return row, contact, fields

    def _speak(self, row: Row, contact: Contact | None, fields: dict[str, Any]) -> None:
        called = self._names[fields["unit_id"]]
        if contact is None:
            own = {key: value for key, value in fields.items() if key not in ("unit_id", "level", "name")}
            unit = self.session.get_one(Unit, fields["unit_id"])
            add_contact(
                self.session,
                unit,
                fields["level"],
                fields["name"],
                self.by,
                self.now,
                is_checked=True,
                **own,
            )
            self._did(row, f"{called}增加{fields['level'].label}{fields['name']}")
            return
        before = {key: getattr(contact, key) for key in fields}
        changed = change_contact(self.session, contact, self.by, self.now, is_checked=True, **fields)
        if changed:
            self._did(row, f"{called}{before['name']}：{self._differences(changed, before, fields)}")


def _differ(contact: Contact, fields: dict[str, Any], among: Iterable[str]) -> bool:
    return any(getattr(contact, key) != fields[key] for key in among)
