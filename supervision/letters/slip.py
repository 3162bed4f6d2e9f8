"""The slip (送达单): what nothing else brought to a unit, on paper, with the part that comes back signed (回执)."""

from datetime import date
from itertools import groupby

from models.office import Office
from papers.paper import Appendix, Block, Fields, Heading, Paper, Text
from schedules.wording import day_in_words
from supervision.letters.not_reached import NotReached
from supervision.letters.unsaid import Matter

_IN_FULL = 20


def slip(missed: NotReached, office: Office, today: date) -> Paper:
    """The slip for a unit as it is printed on this day."""
    shown, rest = missed.to_say[:_IN_FULL], missed.to_say[_IN_FULL:]
    body: list[Block] = [
        Text(
            f"截至{day_in_words(today)}，贵单位有以下{len(missed.to_say)}件督办事项的通知，现书面送达，请阅处。"
        )
    ]
    for kind, matters in groupby(shown, key=lambda matter: matter.kind):
        body.append(Heading(kind.label))
        body += [Text(f"{position}. {_in_words(matter)}") for position, matter in enumerate(matters, 1)]
    if rest:
        body.append(Text(f"另有{len(rest)}件，请与督办部门联系或登录后查看。"))
    body.append(Text("本件为非涉密材料。请在回执上签字、写明时间，交送件人带回或传真、邮寄回督办部门。"))
    if office.phone:
        body.append(Text(f"联系电话：{office.phone}"))
    return Paper(
        title="督办事项送达单",
        addressees=missed.unit.name,
        body=tuple(body),
        signed_by=office.name,
        dated=today,
        appendices=(_receipt(missed, office, today),),
    )


def _receipt(missed: NotReached, office: Office, today: date) -> Appendix:
    return Appendix(
        title="督办事项送达回执",
        is_listed=False,
        body=(
            Text(f"{office.name}："),
            Text(f"你办{day_in_words(today)}送达的督办事项通知（{len(missed.to_say)}件）已收到。"),
            Fields(
                (
                    ("收件单位", f"{missed.unit.name}（盖章）"),
                    ("签收人、电话", ""),
                    ("签收时间", "　　　　年　　月　　日　　时　　分"),
                    ("有无异议", "□无　□有（说明）"),
                    ("送件人", ""),
                ),
                lines=2,
            ),
        ),
    )


def _in_words(matter: Matter) -> str:
    due = f"时限：{day_in_words(matter.due_on)}" if matter.due_on else "时限：未定，持续推进"
    return f"〔{matter.number}〕{' '.join(matter.title.split())}。{due}"
