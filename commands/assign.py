"""``duban assign``: hand registered tasks to their units."""

from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from models import database
from schedules import clock
from supervision.drafts.burden import BeforeIssue, hand_out, look_ahead

_ASKS = {
    "unit": "单位", "handed_out": "本月已交办", "reports": "定期反馈", "opinions": "征求意见",
    "coming": "将交办", "total": "本月合计",
}  # fmt: skip


def assign(
    preview: Annotated[
        bool, typer.Option("--preview", help="只看会交办什么、各单位本月要求和减负提示，不交办")
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="理由", help="有减负提示时仍要交办的理由，记入日志")
    ] = "",
    document: Annotated[
        int | None, typer.Option("--document", metavar="公文号", help="只交办这份公文的任务")
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """交办：把已立项而未交办的任务交到责任单位，每个时限、单位、角色一件。减负提示只提醒，不阻止。"""
    if preview:
        database.migrate()
        with database.reading() as session:
            _tell(look_ahead(session, clock.today(), document_id=document), as_json=as_json)
        return
    with transaction() as session:
        before = look_ahead(session, clock.today(), document_id=document)
        made = hand_out(
            session, by, clock.today(), clock.now(), reason=reason, document_id=document, before=before
        )
    if as_json:
        show("", [{"assigned": made, "warnings": before.sentences()}], {}, as_json=True)
        return
    for sentence in before.sentences():
        say(f"减负提示：{sentence}")
    if before.asks_for_reason and not reason.strip():
        say("没有写明理由（--reason），已这样记入日志。")
    say(f"新交办{made}件。" + ("" if made else "没有等待交办的任务。"))


def _tell(before: BeforeIssue, *, as_json: bool) -> None:
    rows = [
        {
            "unit": one.unit.called,
            "handed_out": one.handed_out,
            "reports": one.reports,
            "opinions": one.opinions,
            "coming": one.coming,
            "total": one.total,
        }
        for one in before.asks
    ]
    if as_json:
        show("", [{"asks": rows, "warnings": before.sentences()}], {}, as_json=True)
        return
    show(f"将交办{before.tasks}项任务、{before.coming}件", rows, _ASKS, as_json=False)
    for sentence in before.sentences():
        say(f"减负提示：{sentence}")
