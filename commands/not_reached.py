"""``duban not-reached``: whom nothing reached, and whom to call."""

from commands.edge import AsJson
from commands.tables import say, show
from config.settings import settings
from models import database
from schedules import clock
from schedules.workdays import work_calendar
from supervision.letters.not_reached import NotReached, not_reached
from supervision.letters.unread import count_unread

_COLUMNS = {
    "unit": "单位",
    "contact": "联系人",
    "phone": "电话",
    "channel": "渠道",
    "reason": "原因",
    "since": "自",
    "workdays": "已等工作日",
    "matters": "件数",
}


def list_not_reached(as_json: AsJson = False) -> None:
    """列出通知没有送到的单位：联系人、电话、原因、已等几个工作日。通话在看板“没有送到的单位”页记录。"""
    database.migrate()
    calendar, today = work_calendar(), clock.today()
    with database.reading() as session:
        listed = not_reached(session, today, calendar)
        unread = count_unread(session, today, calendar, settings().unread_workdays)
    rows = [_row(one) for one in listed]
    if as_json:
        show("", rows, {}, as_json=True)
        return
    if rows:
        show(f"{len(rows)}个单位的通知没有送到：", rows, _COLUMNS, as_json=False)
    else:
        say("通知都已送出，没有送不到的单位。")
    if unread:
        say(
            f"另有{unread}封已发出、{settings().unread_workdays}个工作日没有人阅，见看板“没有送到的单位”一页的下半部分。"
        )


def _row(one: NotReached) -> dict[str, object]:
    person = one.people[0] if one.people else None
    return {
        "unit": one.unit.called,
        "contact": person.name if person else "",
        "phone": person.phone if person else "",
        "channel": "、".join(dict.fromkeys(reason.channel for reason in one.reasons if reason.channel)),
        "reason": "；".join(dict.fromkeys(reason.words for reason in one.reasons)),
        "since": one.since.isoformat(),
        "workdays": one.workdays,
        "matters": len(one.to_say),
    }
