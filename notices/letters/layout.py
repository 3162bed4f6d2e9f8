"""How each kind of letter reads, laid out from its occasion alone."""

from collections.abc import Callable

from models.words import Answer, LetterKind, Urgency
from notices.letters.matters import Call, Matter
from notices.letters.wording import Occasion
from papers.paper import Appendix, Block, Column, Fields, Heading, Paper, TableOf, Text
from schedules.clock import day_of
from schedules.wording import day_in_words

# A circular to more units calls them together, and one with more rows has its table on pages of its own.
_MOST_ADDRESSED = 6
_MOST_ROWS = 8
_MOST_WORDS = 120
_LONGEST_IN_TITLE = 17
_BY_HAND = "□电话 □发函 □登门　催办人：　　　　时间：　　　　答复："


def lay_out(occasion: Occasion) -> Paper:
    """The letter as it stands: with its number once it is signed, with marks where people still have to fill in."""
    return _KINDS[occasion.kind](occasion)


def _order(o: Occasion) -> Paper:
    matter = o.matters[0]
    rows = [
        ("督办事项", f"{matter.number}　{matter.title}"),
        ("来源与依据", matter.basis),
        ("承办单位", matter.partners or f"{matter.role.label}：{matter.unit}"),
        *([("领导批示", o.said("instruction"))] if o.said("instruction") else []),
        ("完成时限", _times(matter)),
        ("目前进展", _last(matter)),
        ("办理要求", o.said("requirement")),
        ("反馈时限", o.said("answer_by")),
        ("反馈方式", o.said("feedback")),
        *([("颜色等级", o.said("colour"))] if o.said("colour") else []),
        (
            "签发人",
            f"{o.signer or '（待签发）'}　　联系人：{o.said('contact')}　　电话：{o.said('phone')}",
        ),
    ]
    state = (
        f"下列事项已逾期{matter.workdays_late}个工作日，"
        if matter.workdays_late
        else "下列事项由你单位承办，"
    )
    return _paper(
        o,
        "督办通知单",
        matter.unit,
        (Text(f"{state}现予督办。"), Fields(tuple(rows))),
        appendices=(_receipt(o, matter),),
        has_remark=False,
    )


def _receipt(o: Occasion, matter: Matter) -> Appendix:
    body: tuple[Block, ...] = (
        Text(f"请于收到督办通知单之日起2个工作日内签收，并将本回执报送{o.office.name}。"),
        Fields(
            (
                ("文号", o.number or _open_number(o)),
                ("督办事项", f"{matter.number}　{matter.title}"),
                ("签收单位", matter.unit),
                ("反馈时限", o.said("answer_by")),
                ("签收人", ""),
                ("签收时间", "　　　　年　　月　　日　　时"),
                ("联系电话", ""),
                ("有无异议", "□ 无异议　　□ 有异议（请写明对事项、分工或时限的意见）"),
                ("异议内容", "\n\n\n\n"),
                ("单位意见", "\n\n\n\n　　　　　　　　　　负责人签字：　　　　　（单位盖章）"),
            ),
            lines=2,
        ),
    )
    return Appendix("督办通知单回执", body, is_listed=False)


def _chaser(o: Occasion) -> Paper:
    matter = o.matters[0]
    rows = (
        ("催办事项", f"{matter.number}　{matter.title}"),
        ("关联督办单", "、".join(matter.orders) or "无"),
        ("承办单位", f"{matter.unit}（{matter.role.label}）"),
        ("完成时限", _times(matter)),
        ("已逾期", f"{matter.workdays_late}个工作日" if matter.workdays_late else "未逾期"),
        ("上次反馈", _last(matter)),
        ("办理要求", o.said("requirement")),
        ("新的反馈时限", o.said("answer_by")),
        *((("逾期后果", o.consequence),) if o.consequence else ()),
        ("催办记录", _record(matter)),
    )
    body: tuple[Block, ...] = (Text(f"现就下列事项第{o.nth}次催办。"), Fields(rows))
    return _paper(o, "催办单", matter.unit, body)


def _record(matter: Matter) -> str:
    """记录: what was telephoned, with a line for what is added by hand."""
    made = [f"{day_in_words(day_of(call.at))}电话，{call.by}：{_answered(call)}" for call in matter.calls]
    return "\n".join([*made, _BY_HAND])


def _answered(call: Call) -> str:
    if not call.is_reached:
        return "没有联系上" + (f"，{call.note}" if call.note else "")
    who = f"{call.person}答复" if call.person else "对方答复"
    return f"{who}“{call.note}”" if call.note else f"已告知{call.person}"


def _circular(o: Occasion) -> Paper:
    units = list(dict.fromkeys(matter.unit for matter in o.matters))
    table = TableOf(
        "逾期事项",
        (
            Column("序号", 0.6),
            Column("单位", 2, "left"),
            Column("督办事项", 4, "left"),
            Column("完成时限", 1.7),
            Column("逾期工作日", 1),
            Column("最近反馈", 3.4, "left"),
        ),
        tuple(
            (
                str(number),
                matter.called,
                f"{matter.number} {matter.title}",
                matter.due_on.strftime("%Y.%m.%d") if matter.due_on else "未定",
                str(matter.workdays_late),
                _shortly(matter),
            )
            for number, matter in enumerate(o.matters, 1)
        ),
    )
    apart = len(o.matters) > _MOST_ROWS
    body: list[Block] = [
        Text(
            f"截至{day_in_words(o.today)}，{len(units)}家单位的{len(o.matters)}件督办事项"
            "超过时限没有办结。为推动各项任务按期落实，现将有关情况通报如下。"
        ),
        Heading("总体情况"),
        Text(_overall(o, units)),
    ]
    if o.said("good"):
        body += [Heading("做得好的"), *_paragraphs(o.said("good"))]
    body.append(Heading("逾期事项和存在问题"))
    body += [Text("逾期事项见附件。")] if apart else [table]
    body += _paragraphs(o.said("problems"))
    body += [
        Heading("下一步要求"),
        *_paragraphs(o.said("requirement")),
        Text(f"整改情况请于{o.said('answer_by')}前书面报送{o.office.name}。"),
    ]
    addressed = "、".join(units) if len(units) <= _MOST_ADDRESSED else "各有关单位"
    appendices = (Appendix("督办事项逾期情况表", (_bare(table),)),) if apart else ()
    return _paper(o, o.said("title"), addressed, tuple(body), appendices=appendices)


def _overall(o: Occasion, units: list[str]) -> str:
    longest = max((matter.workdays_late for matter in o.matters), default=0)
    told = f"本次通报的{len(o.matters)}件中，逾期最长的{longest}个工作日。"
    if o.totals is None:
        return told
    whole = o.totals
    return (
        f"目前共交办{whole.handed_out}件，已销号{whole.closed}件，超过时限没有办结的{whole.overdue}件。{told}"
    )


def _interview(o: Occasion) -> Paper:
    unit, degree = o.matters[0].unit, o.said("degree")
    body: tuple[Block, ...] = (
        Text(f"经研究，决定对你单位进行{degree}约谈，现通知如下。"),
        Text(f"{o.said('person')}。", "一、被约谈人："),
        Text(o.said("reason"), "二、约谈事由："),
        Text(f"{o.said('when')}，{o.said('place')}。", "三、时间和地点："),
        Text(f"{o.said('talker')}。", "四、约谈人："),
        Text(o.said("materials"), "五、需带材料："),
        Text(f"{o.said('requirement')}整改情况于{o.said('answer_by')}前报送。", "六、有关要求："),
    )
    # Over two lines a name makes the title longer than what it says.
    title = f"关于约谈\n{unit}的通知" if len(unit) <= _LONGEST_IN_TITLE else "约谈通知"
    return _paper(o, title, unit, body)


def _rectification(o: Occasion) -> Paper:
    matter = o.matters[0]
    rows = (
        *((("问题编号", o.said("issue")),) if o.said("issue") else ()),
        ("问题来源", o.said("source")),
        ("有关事项", f"{matter.number}　{matter.title}"),
        ("问题描述", o.said("problem")),
        ("整改目标", o.said("goal")),
        ("整改措施", o.said("measures")),
        ("责任单位", matter.unit),
        ("责任领导", matter.leader or "由责任单位确定"),
        ("整改时限", o.said("answer_by")),
    )
    body: tuple[Block, ...] = (
        Text(f"经{o.said('source')}，你单位承办的下列事项存在问题，请限期整改。"),
        Fields(rows),
        *_paragraphs(o.said("requirement")),
    )
    return _paper(o, "整改通知", matter.unit, body)


def _extension(o: Occasion) -> Paper:
    matter, asked = o.matters[0], o.extension
    assert asked is not None  # a reply answers a request
    is_granted = asked.answer is Answer.GRANTED and asked.granted_on is not None
    until = asked.granted_on or asked.proposed_on
    decision = (
        f"同意将“{matter.title}”的完成时限由{day_in_words(asked.due_on)}延至{day_in_words(until)}。"
        if is_granted
        else f"不同意将“{matter.title}”的完成时限延至{day_in_words(asked.proposed_on)}，"
        f"仍按{day_in_words(asked.due_on)}的时限办理。"
    )
    late = "这次申请在时限届满后提出，该事项按逾期统计。" if asked.is_late else ""
    body: list[Block] = [
        Text(
            f"你单位{day_in_words(asked.asked_on)}就“{matter.title}”（{matter.number}）"
            f"提出的第{asked.ordinal}次延期申请收悉。经研究，批复如下。"
        ),
        Text(decision + late, "一、批复意见："),
    ]
    told = [
        ("说明", asked.opinion),
        ("申请理由", asked.reason),
        ("保障措施", asked.safeguards if is_granted else ""),
        ("有关要求", o.said("requirement") if is_granted else "请抓紧办理，按期反馈进展。"),
    ]
    for number, (label, text) in enumerate(((label, text) for label, text in told if text), 2):
        body.append(Text(_shortened(text, 400), f"{'一二三四五'[number - 1]}、{label}："))
    title = f"关于{'同意' if is_granted else '不同意'}延期申请的批复"
    return _paper(o, title, matter.unit, tuple(body))


_KINDS: dict[LetterKind, Callable[[Occasion], Paper]] = {
    LetterKind.ORDER: _order,
    LetterKind.CHASER: _chaser,
    LetterKind.CIRCULAR: _circular,
    LetterKind.INTERVIEW: _interview,
    LetterKind.RECTIFICATION: _rectification,
    LetterKind.EXTENSION: _extension,
}


def _paper(
    o: Occasion,
    title: str,
    addressees: str,
    body: tuple[Block, ...],
    appendices: tuple[Appendix, ...] = (),
    *,
    has_remark: bool = True,
) -> Paper:
    pressing = o.matters if o.kind is not LetterKind.CIRCULAR else ()
    urgency = max((matter.urgency for matter in pressing), key=list(Urgency).index, default=Urgency.ORDINARY)
    people = [f"联系人：{o.said('contact')}", f"电话：{o.said('phone')}"]
    return Paper(
        title=title,
        masthead=o.rules.masthead or o.office.name,
        number=o.number or _open_number(o),
        addressees=addressees,
        body=body,
        appendices=appendices,
        signed_by=o.rules.signed(o.office.name),
        dated=o.today,
        is_letter=o.rules.is_letter,
        is_sealed=True,
        urgency="" if urgency is Urgency.ORDINARY else urgency.label,
        remark="，".join(part for part in people if has_remark and not part.endswith("：")),
        copies_to=o.rules.copies_to,
        printed_by="" if o.rules.is_letter else o.office.name,
    )


def _open_number(o: Occasion) -> str:
    return f"{o.rules.word}〔{o.today.year}〕　号"


def _times(matter: Matter) -> str:
    if matter.due_on is None:
        return "未定时限"
    first = matter.first_due_on
    before = f"（原时限{day_in_words(first)}）" if first and first != matter.due_on else ""
    return day_in_words(matter.due_on) + before


def _last(matter: Matter) -> str:
    if matter.last is None:
        return "尚未反馈"
    words = " ".join(matter.last.progress.split())
    return (
        f"{day_in_words(matter.last.as_of)}反馈，进度{matter.last.percent}%：{_shortened(words, _MOST_WORDS)}"
    )


def _shortly(matter: Matter) -> str:
    if matter.last is None:
        return "尚未反馈"
    words = _shortened(" ".join(matter.last.progress.split()), 20)
    return f"{matter.last.as_of:%m.%d}，{matter.last.percent}%：{words}"


def _paragraphs(text: str) -> list[Block]:
    return [Text(line.strip()) for line in text.splitlines() if line.strip()]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2] + "……"


def _bare(table: TableOf) -> TableOf:
    return TableOf("", table.columns, table.rows)
