"""A dry run as an Excel workbook: 汇总, 按日, 按单位按人, 明细."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlmodel import Session

from config.settings import Settings
from models.words import NoticeKind
from notices.addresses import called
from notices.tally import kind_in_words
from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.periods import weekday_name
from schedules.wording import day_in_words
from supervision.letters.climbing import Group
from supervision.letters.details import details, worded
from supervision.letters.dry_run import ASSUMPTIONS, DryRun, named_units
from supervision.letters.replay import Replay

MOST_DETAILS = 20_000


def write_dry_run(session: Session, run: DryRun, settings: Settings, path: Path) -> None:
    """Write the workbook to ``path``, over what was there."""
    units = named_units(session, sorted({line.unit_id for line in run.tally.counts}))
    sheets = (
        _summary(run, units),
        _by_day(run),
        _by_person(run, units, called(settings)),
        details_sheet(session, run.groups, units),
    )
    to_xlsx.write(Book("提醒阶梯试运行", run.first, sheets), path)


def packs_used(run: DryRun | Replay) -> str:
    """The packs that something climbs on, by title and version."""
    marks = dict.fromkeys((group.pack.title, group.pack.version) for group in run.groups)
    return "、".join(f"{title}（{version}）" for title, version in marks) or "没有"


def _kinds(run: DryRun) -> list[NoticeKind]:
    return list(run.tally.all.counts)


def _summary(run: DryRun, units: Mapping[int, str]) -> Sheet:
    kinds = _kinds(run)
    rows: list[tuple[Value, ...]] = []
    for unit_id, one in run.tally.by(lambda line: line.unit_id).items():
        nobody = run.unheard.get(unit_id, 0)
        counts = [one.counts.get(kind, 0) for kind in kinds]
        rows.append((units[unit_id], *counts, one.total, nobody))
    every = run.tally.all
    total = (*(every.counts[kind] for kind in kinds), every.total, sum(run.unheard.values()))
    rows.insert(0, ("合计", *total))
    return Sheet(
        "汇总",
        f"提醒阶梯试运行：{day_in_words(run.first)}至{day_in_words(run.last)}",
        (
            SheetColumn("单位", 24),
            *(SheetColumn(kind_in_words(kind), 12, "right") for kind in kinds),
            SheetColumn("合计", 10, "right"),
            SheetColumn("其中没有收件人", 16, "right"),
        ),
        tuple(rows),
        note=f"规则包：{packs_used(run)}。{run.scope}。\n" + "\n".join(ASSUMPTIONS),
        kept=1,
    )


def _by_day(run: DryRun) -> Sheet:
    kinds = _kinds(run)
    letters: dict[object, int] = {}
    for one in run.mail:
        letters[one.day] = letters.get(one.day, 0) + one.letters
    rows = tuple(
        (day, weekday_name(day), *(one.counts.get(kind, 0) for kind in kinds), one.total, letters.get(day, 0))
        for day, one in run.tally.by(lambda line: line.day).items()
    )
    return Sheet(
        "按日",
        "每天要发的",
        (
            SheetColumn("日期", 14, "centre"),
            SheetColumn("星期", 8, "centre"),
            *(SheetColumn(kind_in_words(kind), 12, "right") for kind in kinds),
            SheetColumn("合计件数", 10, "right"),
            SheetColumn("信件封数", 10, "right"),
        ),
        rows,
        note="同一个人一天的通知合并成一封，交办通知另发；督办单、通报、约谈是待签发的建议，不计入信件。",
        kept=2,
    )


def _by_person(run: DryRun, units: Mapping[int, str], channels: Mapping[str, str]) -> Sheet:
    rows = tuple(
        (
            units[one.unit_id],
            one.name,
            one.day,
            channels.get(one.channel, one.channel),
            one.letters,
            one.total,
            one.sentence,
        )
        for one in sorted(run.mail, key=lambda one: (one.unit_id, one.name, one.day, one.channel))
    )
    return Sheet(
        "按单位按人",
        "每个人每天收到的",
        (
            SheetColumn("单位", 24),
            SheetColumn("收件人", 12),
            SheetColumn("日期", 14, "centre"),
            SheetColumn("渠道", 10, "centre"),
            SheetColumn("封数", 8, "right"),
            SheetColumn("件数", 8, "right"),
            SheetColumn("内容", 36),
        ),
        rows,
        note="说给责任人、领导的，同时说给联系人。请假的由代理人收。",
        kept=2,
    )


def details_sheet(session: Session, groups: Sequence[Group], units: Mapping[int, str]) -> Sheet:
    """明细: the notices one by one, as many as a sheet may hold; ``units`` are what each is called."""
    found, is_cut = details(groups, MOST_DETAILS)
    rows = tuple(
        (
            one.day,
            units[one.unit_id],
            one.number,
            one.title,
            kind_in_words(one.kind),
            one.level.label,
            one.rule,
            "未交办" if one.is_coming else "",
        )
        for one in worded(session, found, groups)
    )
    cut = f"只列前{MOST_DETAILS}件，其余见按日、按单位的合计。" if is_cut else ""
    return Sheet(
        "明细",
        "逐件",
        (
            SheetColumn("日期", 14, "centre"),
            SheetColumn("单位", 24),
            SheetColumn("编号", 12, "centre"),
            SheetColumn("任务", 44),
            SheetColumn("种类", 12, "centre"),
            SheetColumn("对象", 10, "centre"),
            SheetColumn("规则", 44),
            SheetColumn("备注", 10, "centre"),
        ),
        rows,
        note=f"交办通知不在这里。{cut}",
        kept=2,
    )
