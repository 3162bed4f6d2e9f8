"""``duban verify-log``: prove that nothing in the record was altered."""

import sys
from typing import Annotated

import typer
from rich.progress import Progress

from commands.edge import ME, AsJson, By
from commands.tables import say, show
from models import database
from schedules import clock
from supervision.record.keeping import note_proof
from supervision.record.proof import Proof, prove
from supervision.record.sealing import seal_all


def verify_log(
    seal: Annotated[bool, typer.Option("--seal", help="先封存还没有封存的记录，再核验")] = False,
    expect: Annotated[
        str, typer.Option("--expect", metavar="头", help="从前核验时记在纸上的头，至少前16位")
    ] = "",
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """核验流转记录和日志：有一条被改动、删除或添加，就指出第一条是哪一条，退出码为1。"""
    database.migrate()
    if seal:
        sealed = seal_all(clock.now())
        if not as_json:
            say(f"新封存{sealed.blocks}组、{sealed.rows}条。")
    with Progress(transient=True, disable=as_json or not sys.stderr.isatty()) as progress:
        bar = progress.add_task("核验", total=None)
        with database.reading() as session:
            proof = prove(
                session, expect, lambda done, total: progress.update(bar, completed=done, total=total)
            )
    with database.transaction() as session:
        note_proof(session, proof, by, clock.now())
    if as_json:
        show("", [_plain(proof)], {}, as_json=True)
    else:
        _tell(proof)
    return 0 if proof.holds else 1


def _plain(proof: Proof) -> dict[str, object]:
    fault = proof.fault
    return {
        "holds": proof.holds,
        "head": proof.head.chain,
        "blocks": proof.head.position,
        "rows": proof.rows,
        "unsealed_blocks": proof.tail.blocks,
        "unsealed_rows": proof.tail.rows,
        "expected_at": proof.noted_at,
        "fault": None
        if fault is None
        else {
            "sentence": fault.sentence,
            "position": fault.position,
            "table": fault.table,
            "row": fault.row_id,
        },
    }


def _tell(proof: Proof) -> None:
    if proof.fault:
        say("核验不通过。", proof.fault.sentence, f"前{proof.head.position}组、{proof.rows}条核对无误。")
        return
    say(f"核验通过：已封存的{proof.head.position}组、{proof.rows}条都没有改动。")
    if proof.noted_at is not None:
        say(f"记下的头在第{proof.noted_at}组，其后新增{proof.head.position - proof.noted_at}组。")
    if proof.tail.blocks:
        say(f"另有{proof.tail.blocks}组、{proof.tail.rows}条还没有封存，不在核验之内；用 --seal 先封存。")
    chain = proof.head.chain
    grouped = " ".join(chain[at : at + 8] for at in range(0, len(chain), 8))
    say("请把现在的头记在纸上，下次用 --expect 对照：", f"  {grouped}")
