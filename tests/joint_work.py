"""An office that meets, asks for opinions, links its leaders to units and sends papers for approval."""

from datetime import timedelta

from sqlmodel import Session

from models.evaluation_words import MeetingKind
from supervision.meetings import approvals, consultations, liaisons, records
from supervision.meetings.approvals import Outgoing
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)


def joint_work(session: Session, cast: Cast) -> dict[str, int | str]:
    """One of each; the numbers by which addresses name them."""
    held = records.Held(MeetingKind.CONFERENCE, "产改工作会商", DAY)
    meeting = records.record(session, held, cast.clerk, DAY, NOW)
    decision = records.decide(session, meeting, "下周拿出名单", cast.union.id, None, cast.clerk, DAY, NOW)
    asked = [cast.union.id, cast.labour.id]
    round_ = consultations.ask(session, "实施办法", "", asked, DAY + timedelta(7), cast.clerk, DAY, NOW)
    opinion = consultations.say(session, round_, cast.labour.id, "第三条宜细化", cast.supporter, DAY, NOW)
    liaison = liaisons.link(session, "周衡", "主任", cast.union.id, DAY, 2, cast.clerk, DAY, NOW)
    chain = approvals.begin(session, Outgoing.PAPER, 1, [("签发", "zhouheng")], cast.clerk, NOW)
    return {
        "meeting_id": meeting.id,
        "decision_id": decision.id,
        "consultation_id": round_.id,
        "opinion_id": opinion.id,
        "liaison_id": liaison.id,
        "step_id": chain.steps[0].id,
        "paper": "paper",
    }
