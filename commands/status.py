"""``duban status``: how things stand."""

from dataclasses import asdict

from commands.edge import AsJson
from commands.tables import DOCUMENTS, listed, say, show
from models import database
from reports.loop import count_loops
from schedules import clock
from supervision import overview, running
from supervision.directory.founding import office, units_without_contact
from supervision.letters.signature import awaiting_signature
from supervision.lists.loops import loops


def status(as_json: AsJson = False) -> None:
    """看现在办到哪里：公文、任务、通知、账号。"""
    database.migrate()
    with database.reading() as session:
        who = office(session)
        documents = overview.documents(session)
        stages = overview.assignments(session)
        letters = overview.letters(session)
        unsigned = len(awaiting_signature(session))
        unreachable = [unit.called for unit in units_without_contact(session, clock.today())]
        logins = overview.logins(session)
        loop = count_loops(loops(session).values())
    processes = running.processes()
    if as_json:
        whole = {
            "office": who.name, "day": clock.today(), "documents": documents, "assignments": stages,
            "running": [asdict(process) for process in processes],
            "letters": letters, "awaiting_signature": unsigned, "unreachable": unreachable, "logins": logins,
            "loops": {"closed": loop.closed, "whole": loop.whole, "rate": loop.rate,
                      **{step.value: count for step, count in loop.at.items()}},
        }  # fmt: skip
        show("", [whole], {}, as_json=True)
        return
    say(f"{who.name}，{clock.today()}{'（演示日期）' if clock.demo_day() else ''}")
    say(running.in_words(processes))
    show("公文", documents, DOCUMENTS, as_json=False)
    for title, counted in (("交办事项", stages), ("信件", letters)):
        rows = [{"status": word.label, "count": count} for word, count in counted.items()]
        show(title, rows, {"status": "状态", "count": "件"}, as_json=False)
    if loop.whole:
        say(f"{loop.in_words()}。")
    say(f"待签发的督办单、通报、约谈：{unsigned}件。")
    if unreachable:
        say(
            f"没有可用联系人的单位：{listed(unreachable)}。通知送不到，请补上联系人；打过电话的，在看板“没有送到的单位”页记上。"
        )
    say(f"账号：{listed(logins)}。" if logins else "还没有账号。用 duban account 登录名 姓名 角色 建立。")
