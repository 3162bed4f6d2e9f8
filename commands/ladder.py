"""``duban ladder``: rule packs in words and checked, what they would send, two of them compared, a past year replayed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from commands.edge import AsJson, warn_of_secrets
from commands.tables import say, show
from config.refusal import Refusal
from config.settings import settings
from models import database
from notices.addresses import called
from notices.tally import Tally, kind_in_words
from schedules import clock
from schedules.ladder import Pack
from schedules.ladder_files import read_pack
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.letters.climbing import Ladders, ladders
from supervision.letters.comparison import Difference, by_kind, by_unit, by_unit_and_kind
from supervision.letters.comparison_book import write_comparison
from supervision.letters.dry_run import ASSUMPTIONS, DryRun, Wanted, dry_run, named_units
from supervision.letters.ladder_book import packs_used, write_dry_run
from supervision.letters.ladder_list import Listed, listed, pack_named
from supervision.letters.replay import APPROXIMATIONS, replay
from supervision.letters.replay_book import write_replay

_DAY = ["%Y-%m-%d"]
_MOST_SHOWN = 40
_ACTIONS = "list（列出）、show 名字、check 文件、dry-run、compare 甲 乙、replay 年份"
_BY_PERSON = {
    "day": "日期", "unit": "单位", "name": "收件人", "channel": "渠道", "letters": "信件", "said": "内容",
}  # fmt: skip
_BY_UNIT = {"unit": "单位", "said": "要发的", "total": "合计", "unheard": "其中没有收件人"}


def ladder(
    action: Annotated[str, typer.Argument(metavar="做什么", help=_ACTIONS)] = "list",
    what: Annotated[
        list[str] | None, typer.Argument(metavar="名字或文件", help="规则包的名字或文件，或年份")
    ] = None,
    pack: Annotated[
        str, typer.Option("--pack", metavar="名字", help="试用这个规则包，不写则照现在用的")
    ] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="文件", help="试用一个还没有启用的规则包文件")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=_DAY, metavar="日期", help="从哪一天起，默认今天")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=_DAY, metavar="日期", help="到哪一天止，默认最后一个时限，最多400天"),
    ] = None,
    document: Annotated[
        int | None, typer.Option("--document", metavar="号", help="只看这份公文的任务（号见 duban status）")
    ] = None,
    task: Annotated[
        int | None, typer.Option("--task", metavar="号", help="只看这项任务（号见任务页的网址）")
    ] = None,
    coming: Annotated[
        bool, typer.Option("--coming", help="只看还没有交办的（连同立项待审批的）：现在交办会发什么")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--excel", "--out", metavar="文件", help="试运行、比较、重放的结果写成 Excel（.xlsx）"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """提醒阶梯：看规则包，检查文件，试运行、比较两个规则包，用一个规则包重放过去的一年。都不发通知。"""
    words = list(what or ())
    if out is not None and out.suffix.lower() != ".xlsx":
        raise Refusal(f"{out.name}不是 Excel 文件名。请写成 试运行.xlsx 的样子。")
    database.migrate()
    with database.reading() as session:
        first, last = since.date() if since else clock.today(), until.date() if until else None
        wanted = Wanted(first, last, document, task, coming)
        match action:
            case "list":
                _list(session, as_json=as_json)
            case "show":
                _show(session, _named(words, 1)[0], as_json=as_json)
            case "check":
                _check(Path(_named(words, 1)[0]), as_json=as_json)
            case "dry-run":
                warn_of_secrets(as_json=as_json or file is None)
                tried = _pack(session, pack, file)
                _dry_run(session, wanted, tried, out, as_json=as_json)
            case "compare":
                one, other = (_either(session, word) for word in _named(words, 2))
                _compare(session, wanted, one, other, out, as_json=as_json)
            case "replay":
                year = _year(_named(words, 1)[0])
                climbed = ladders(session, settings(), _pack(session, pack, file))
                _replay(session, year, climbed, out, as_json=as_json)
            case _:
                raise typer.BadParameter(f"可以写：{_ACTIONS}")


def _named(words: list[str], count: int) -> list[str]:
    if len(words) != count:
        raise Refusal(f"这里要写{count}个名字或文件，写了{len(words)}个。可以写：{_ACTIONS}。")
    return words


def _pack(session: Session, name: str, file: Path | None) -> Pack | None:
    if name and file:
        raise Refusal("--pack 和 --file 只能写一个。")
    if file:
        return read_pack(file).pack
    return pack_named(session, settings(), name) if name else None


def _either(session: Session, written: str) -> Pack:
    """A pack by its name, or by its file where that is what was written."""
    if written.endswith(".toml") or "/" in written:
        return read_pack(Path(written)).pack
    return pack_named(session, settings(), written)


def _list(session: Session, *, as_json: bool) -> None:
    rows = [_row(one) for one in listed(session, settings())]
    columns = {
        "name": "名字", "title": "名称", "version": "版本", "used_for": "用于", "since": "启用", "rungs": "级数",
    }  # fmt: skip
    show("提醒阶梯的规则包：", rows, columns, as_json=as_json)
    if not as_json:
        say(*(str(row["trouble"]) for row in rows if row["trouble"]))


def _row(one: Listed) -> dict[str, Any]:
    since = (one.since.isoformat() if one.since else "一直") if one.used_for else "未用"
    return {
        "name": one.name,
        "title": one.title,
        "version": one.pack.version if one.pack else "",
        "used_for": "、".join(one.used_for),
        "since": since,
        "rungs": len(one.pack.rungs) if one.pack else 0,
        "trouble": one.trouble,
    }


def _show(session: Session, written: str, *, as_json: bool) -> None:
    found = next((one for one in listed(session, settings()) if one.name == written), None)
    if found is None:
        pack = _either(session, written)
        found = Listed(pack.name, pack, (), None, "")
    if found.pack is None:
        raise Refusal(found.trouble)
    if as_json:
        show("", [{**_row(found), "sentences": found.sentences, "lights": found.lights}], {}, as_json=True)
        return
    used = f"用于{'、'.join(found.used_for)}。" if found.used_for else "现在没有用。"
    say(f"{found.title}（{found.name} {found.pack.version}）。{used}", *found.sentences, found.lights)
    if found.trouble:
        say(f"{found.trouble}修好以前，照上面的规则提醒。")


def _check(file: Path, *, as_json: bool) -> None:
    pack = read_pack(file).pack
    row = {"file": file.name, "name": pack.name, "version": pack.version, "rungs": len(pack.rungs)}
    if as_json:
        show("", [row], {}, as_json=True)
    else:
        say(f"{file.name}没有错误：“{pack.title}” {pack.version}，{len(pack.rungs)}级。")


def _dry_run(
    session: Session, wanted: Wanted, tried: Pack | None, out: Path | None, *, as_json: bool
) -> None:
    run = dry_run(session, wanted, ladders(session, settings(), tried), settings(), work_calendar())
    if out is not None:
        write_dry_run(session, run, settings(), out)
    units = named_units(session, sorted({line.unit_id for line in run.tally.counts}))
    if as_json:
        show("", [_as_data(run, units)], {}, as_json=True)
        return
    whole = run.tally.all
    say(
        f"试运行：{day_in_words(run.first)}至{day_in_words(run.last)}，规则包{packs_used(run)}。",
        *ASSUMPTIONS,
        f"{run.scope}。共{whole.total}件：{whole.sentence}。",
    )
    _sums(run.tally, units, run.unheard)
    _mail(run, units)
    if out is not None:
        say(f"每天、每人、逐件的情况已写到{out}。")


def _mail(run: DryRun, units: dict[int, str]) -> None:
    channels = called(settings())
    rows = [
        {
            "day": one.day,
            "unit": units[one.unit_id],
            "name": one.name,
            "channel": channels.get(one.channel, one.channel),
            "letters": one.letters,
            "said": one.sentence,
        }
        for one in run.mail[:_MOST_SHOWN]
    ]
    if rows:
        show("每天发给谁：", rows, _BY_PERSON, as_json=False)
    if len(run.mail) > _MOST_SHOWN:
        say(f"只列前{_MOST_SHOWN}行，共{len(run.mail)}行，全部的用 --excel 写成 Excel。")


def _sums(tally: Tally, units: dict[int, str], unheard: dict[int, int]) -> None:
    sums = sorted(tally.by(lambda line: line.unit_id).items(), key=lambda pair: -pair[1].total)
    rows = [
        {"unit": units[number], "said": one.sentence, "total": one.total, "unheard": unheard.get(number, "")}
        for number, one in sums[:_MOST_SHOWN]
    ]
    if rows:
        show("按单位：", rows, _BY_UNIT, as_json=False)
    if len(sums) > _MOST_SHOWN:
        say(f"只列件数最多的{_MOST_SHOWN}个单位，全部的用 --excel 写成 Excel。")


def _as_data(run: DryRun, units: dict[int, str]) -> dict[str, Any]:
    channels = called(settings())
    return {
        "first": run.first,
        "last": run.last,
        "packs": packs_used(run),
        "assumptions": ASSUMPTIONS,
        "watched": run.watched,
        "coming": run.coming,
        "unapproved": run.unapproved,
        "kinds": {kind_in_words(kind): count for kind, count in run.tally.all.counts.items()},
        "lines": [
            {
                "day": line.day,
                "unit": units[line.unit_id],
                "kind": line.kind.label,
                "rung": line.rung,
                "level": line.level.label,
                "signer": line.signer,
                "count": count,
            }
            for line, count in sorted(run.tally.counts.items())
        ],
        "people": [
            {
                "day": one.day,
                "unit": units[one.unit_id],
                "name": one.name,
                "channel": channels.get(one.channel, one.channel),
                "letters": one.letters,
                "notices": one.total,
            }
            for one in run.mail
        ],
        "nobody": {units[number]: count for number, count in run.unheard.items()},
    }


def _compare(
    session: Session, wanted: Wanted, one: Pack, other: Pack, out: Path | None, *, as_json: bool
) -> None:
    first, second = (
        dry_run(session, wanted, ladders(session, settings(), pack), settings(), work_calendar())
        for pack in (one, other)
    )
    if out is not None:
        write_comparison(session, (one, other), (first, second), out)
    units = named_units(
        session, sorted({line.unit_id for run in (first, second) for line in run.tally.counts})
    )
    kinds = [_difference(row, kind_in_words(row.heading)) for row in by_kind(first.tally, second.tally)]
    sums = [_difference(row, units[row.heading]) for row in by_unit(first.tally, second.tally)]
    differ = [
        {**_difference(row, units[row.heading]), "kind": kind_in_words(row.kind), "new": row.is_new}
        for row in by_unit_and_kind(first.tally, second.tally)
        if row.kind is not None
    ]
    if as_json:
        data = {"first": first.first, "last": first.last, "kinds": kinds, "units": sums, "differ": differ}
        show("", [data], {}, as_json=True)
        return
    columns = {
        "before": f"甲 {one.title}", "after": f"乙 {other.title}", "more": "乙比甲",
        "first_before": "甲第一天", "first_after": "乙第一天",
    }  # fmt: skip
    say(f"比较：{day_in_words(first.first)}至{day_in_words(first.last)}。", *ASSUMPTIONS)
    show("按种类：", kinds, {"what": "种类", **columns}, as_json=False)
    show("按单位（相差大的在前）：", sums[:_MOST_SHOWN], {"what": "单位", **columns}, as_json=False)
    new = [row for row in differ if row["new"]]
    if new:
        show(
            "只有乙才发的：",
            new[:_MOST_SHOWN],
            {"what": "单位", "kind": "种类", "after": "件数", "first_after": "第一天"},
            as_json=False,
        )
    if len(sums) > _MOST_SHOWN or len(new) > _MOST_SHOWN:
        say(f"每张表只列前{_MOST_SHOWN}行，全部的用 --excel 写成 Excel。")
    if out is not None:
        say(f"全部相差的已写到{out}。")


def _difference(row: Difference, what: str) -> dict[str, Any]:
    return {
        "what": what,
        "before": row.before,
        "after": row.after,
        "more": row.said,
        "first_before": row.first_before or "",
        "first_after": row.first_after or "",
    }


def _replay(session: Session, year: int, climbed: Ladders, out: Path | None, *, as_json: bool) -> None:
    found = replay(session, year, clock.today(), climbed, work_calendar())
    if out is not None:
        write_replay(session, found, out)
    units = named_units(session, sorted({line.unit_id for line in found.tally.counts}))
    months = found.tally.by(lambda line: line.day.month)
    if as_json:
        data = {
            "year": year,
            "sentence": found.sentence,
            "watched": found.watched,
            "approximations": APPROXIMATIONS,
            "kinds": {kind_in_words(kind): count for kind, count in found.tally.all.counts.items()},
            "months": {month: one.total for month, one in months.items()},
            "units": {
                units[number]: one.total for number, one in found.tally.by(lambda line: line.unit_id).items()
            },
        }
        show("", [data], {}, as_json=True)
        return
    say(found.sentence, f"看了{found.watched}件。", *APPROXIMATIONS)
    rows = [
        {"month": f"{month}月", "said": one.sentence, "total": one.total} for month, one in months.items()
    ]
    if rows:
        show("按月：", rows, {"month": "月份", "said": "要发的", "total": "合计"}, as_json=False)
    _sums(found.tally, units, {})
    if out is not None:
        say(f"每月、每日、逐件的情况已写到{out}。")


def _year(written: str) -> int:
    if not written.isdecimal() or len(written) > 4:
        raise Refusal(f"“{written}”不是年份。请写成 {clock.today().year - 1} 的样子。")
    return int(written)
