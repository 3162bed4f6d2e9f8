"""What is fine with the machine and the office's data, what is not, and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from config.consequences import consequence_rules
from config.letters import letter_rules
from config.private import is_open_to_others
from config.refusal import Refusal
from config.score_layouts import score_layouts
from config.settings import Settings, home, settings
from documents import office_conversion
from documents.burden_rules import burden_rules
from models import database
from models.trouble import sentence as what_to_do
from models.words import LetterKind, UserRole
from notices.channels import close_channel, names, open_channel, try_out
from notices.message import DeliveryError
from notices.wording import wording
from papers import fonts
from schedules import clock
from schedules.ladder_files import PackError, read_pack_file
from supervision import far_engine, running
from supervision.directory.founding import office, units_without_contact
from supervision.directory.people import contacts_astray
from supervision.directory.rights import OFFICERS, holders
from supervision.duties.calendar_notice import calendar_notice, calendar_summary
from supervision.invariants import look_at_all
from supervision.letters.packs import choice_of
from supervision.pack_in_force import pack_in_force
from supervision.record.keeping import standing

_LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: fine or not, and the sentence about it."""

    what: str
    is_fine: bool
    sentence: str


def findings(*, is_by_hand: bool = True, is_thorough: bool = False) -> Iterator[Finding]:
    """All that is looked at, one after the other.

    ``is_by_hand`` brings the database to its newest shape and tries to reach each channel, which may take its time;
    a page does without. ``is_thorough`` asks everything stored whether it holds together (see ``invariants``).
    """
    looks: list[tuple[str, Callable[[], Finding | Iterator[Finding]]]] = [
        ("数据文件夹", _folder),
        ("数据库", _migrated if is_by_hand else _database),
        ("运行", _asked_running if is_by_hand else _seen_running),
        ("看板进程", _board_processes),
        ("记录", _record),
        ("单位名录", _directory),
        ("三员分立", _officers),
        ("统一身份认证", _identities),
        ("通知通道", _tried_channels if is_by_hand else _channels),
        ("提醒阶梯", _ladder),
        ("信件模板", _wording),
        ("数据文件", _data_files),
        ("工作日历", _calendar),
        ("时钟", _clock),
        ("字体", _fonts),
        ("旧版文件", _old_files),
    ]
    if is_thorough:
        looks.append(("数据一致", _holding_together))
    for what, look in looks:
        try:
            found = look()
            if isinstance(found, Finding):
                yield found
            else:
                yield from found
        except Refusal as refusal:
            yield Finding(what, False, refusal.sentence)
        except (SQLAlchemyError, ImportError) as error:
            said = what_to_do(error) or f"数据库打不开（{error}）。请检查 settings.toml 里的 database_url。"
            yield Finding(what, False, said)


def _folder() -> Finding:
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    if is_open_to_others():
        return Finding(
            "数据文件夹", False, f"机器上别的用户也能打开{home()}。请运行 chmod -R o-rwx {home()}。"
        )
    free = shutil.disk_usage(home()).free
    size = f"{home()}，剩余{free / 1e9:.0f}GB"
    if free < _LEAST_FREE_BYTES:
        return Finding("数据文件夹", False, f"{size}。空间不足1GB，请清理磁盘。")
    return Finding("数据文件夹", True, size)


def _migrated() -> Finding:
    database.migrate()
    return _database()


def _database() -> Finding:
    database.is_open()
    return Finding("数据库", True, database.engine().url.render_as_string(hide_password=True))


def _running() -> Finding:
    found = running.processes()
    # A real office that nobody runs reminds nobody; to try the sample office one need not run it.
    may_rest = running.is_elsewhere() or not clock.is_founded() or clock.demo_day() is not None
    is_fine = not running.trouble(found) if found else may_rest
    return Finding("运行", is_fine, running.in_words(found))


def _asked_running() -> Finding:
    if not running.processes() and running.is_elsewhere() and (said := far_engine.trouble()):
        return Finding("运行", False, said)
    return _running()


def _seen_running() -> Finding:
    """As a page of the board says it, which is there: it runs, whatever else does."""
    found = running.processes()
    if found or running.is_elsewhere():
        return _running()
    is_sample = not clock.is_founded() or clock.demo_day() is not None
    return Finding(
        "运行",
        is_sample,
        "看板是单独启动的，没有运行 duban up：公文不会自动读取，提醒、催办和信件不会自动发出。要用这些，请运行 duban up。",
    )


def _board_processes() -> Finding:
    count = running.board_processes()
    if count == 1:
        return Finding("看板进程", True, "1个。")
    return Finding("看板进程", True, f"{count}个，共用端口{settings().board_port}，限次合在一起计。")


def _record() -> Finding:
    with database.reading() as session:
        found = standing(session)
    said = f"已封存{found.head.position}组，未封存{found.tail.blocks}组（{found.tail.rows}条）"
    if found.proved_at is None:
        return Finding("记录", True, f"{said}；还没有核验过，请用 duban verify-log 核验。")
    proved = f"{clock.day_of(found.proved_at)}由{found.proved_by}核验"
    if not found.holds:
        return Finding(
            "记录", False, f"{said}；{proved}，没有通过。请用 duban verify-log 查看，并与备份核对。"
        )
    return Finding("记录", True, f"{said}；{proved}，通过。")


def _holding_together() -> Iterator[Finding]:
    with database.reading() as session:
        for one in look_at_all(session):
            said = one.sentence
            if not one.holds:
                said = (
                    f"不成立：{one.sentence.rstrip('。')}。有{one.count}处，如{'、'.join(one.broken)}。"
                    "请停止办理，先用 duban backup 另存一份，与以前的备份核对，并告知维护人员。"
                )
            yield Finding("数据一致", one.holds, said)


def _directory() -> Finding:
    with database.reading() as session:
        name = office(session).name
        lonely = [unit.called for unit in units_without_contact(session, clock.today())]
    if lonely:
        return Finding("单位名录", False, f"{'、'.join(lonely)}没有联系人，通知送不到。请补上联系人。")
    return Finding("单位名录", True, name)


def _officers() -> Finding:
    if not settings().three_officers:
        return Finding("三员分立", True, "没有启用，由经办管理账号、角色和日志。")
    with database.reading() as session:
        missing = [role.label for role in UserRole if role in OFFICERS and not holders(session, role)]
    if missing:
        return Finding(
            "三员分立", False, f"还没有{'、'.join(missing)}。请用 duban account 登录名 姓名 角色 建立。"
        )
    return Finding("三员分立", True, "已启用，三员都有人。")


def _identities() -> Finding:
    chosen = settings()
    what = "统一身份认证"
    if not chosen.oidc_issuer:
        return Finding(what, True, "没有设置，用本系统的账号和口令登录。")
    if not chosen.oidc_client_id:
        return Finding(what, False, "缺少 oidc_client_id。请写在统一身份认证登记的客户端编号。")
    file = chosen.oidc_secret_file
    if file and not os.access(Path(file).expanduser(), os.R_OK):
        return Finding(what, False, f"oidc_secret_file 所指的文件{file}读不了。请检查路径和权限。")
    back = f"{chosen.address.rstrip('/')}/sign-in/oidc/return"
    return Finding(what, True, f"已设置{chosen.oidc_issuer}，登记的回调地址应是{back}。")


def _channels() -> Iterator[Finding]:
    chosen = settings()
    if not chosen.mail_url.get_secret_value() and "email" not in chosen.channels:
        yield Finding(
            "通知通道",
            True,
            f"没有设置邮件服务器，邮件写成{home() / 'mail'}里的 .eml 文件；要发邮件请设 mail_url。",
        )
    with database.reading() as session:
        if astray := contacts_astray(session, clock.today()):
            yield Finding(
                "通知通道", False, f"{'、'.join(astray)}。请改正联系人的通知渠道，或在 settings.toml 里写上。"
            )


def _tried_channels() -> Iterator[Finding]:
    chosen = settings()
    if chosen.mail_url.get_secret_value() or "email" in chosen.channels:
        yield _tried(chosen, "email")
    for name in names(chosen):
        if name != "email":
            yield _tried(chosen, name)
    yield from _channels()


def _tried(chosen: Settings, name: str) -> Finding:
    own = chosen.channels.get(name)
    what = f"通知通道 {name}"
    try:
        channel = open_channel(chosen, name)
    except Refusal as refusal:
        return Finding(what, False, refusal.sentence)
    try:
        try_out(channel)
    except DeliveryError as error:
        return Finding(what, False, str(error))
    finally:
        close_channel(channel)
    said = ["连得上"]
    if own and own.title_only:
        said.append("只发标题和链接")
    if own and own.per_minute:
        said.append(f"每分钟最多{own.per_minute}条")
    return Finding(what, True, "，".join(said) + "。")


def _ladder() -> Iterator[Finding]:
    names = choice_of(settings()).names()
    with database.reading() as session:
        for name in names:
            try:
                pack = read_pack_file(name).pack
            except PackError as error:
                try:
                    kept = f"改好以前，照原来的“{pack_in_force(session, name).title}”提醒。"
                except PackError:
                    kept = "以前也没有用过它，改好以前不提醒、不催办。"
                yield Finding("提醒阶梯", False, f"{error.sentence}{kept}")
            else:
                yield Finding("提醒阶梯", True, f"{pack.title}（{pack.mark}），{len(pack.rungs)}级")


def _wording() -> Iterator[Finding]:
    problems = wording().problems
    if not problems:
        yield Finding("信件模板", True, "没有写错的。")
    for sentence in problems:
        yield Finding("信件模板", False, sentence)


def _data_files() -> Iterator[Finding]:
    """What an office may put beside the shipped files: read whole, so that a mistake is known before it is needed."""
    read: dict[str, Callable[[], object]] = {
        "letters.toml": lambda: [letter_rules(kind.value) for kind in LetterKind],
        "consequences.toml": consequence_rules,
        "score_layouts.toml": score_layouts,
        "burden.toml": burden_rules,
    }
    broken = False
    for look in read.values():
        try:
            look()
        except Refusal as refusal:
            broken = True
            yield Finding("数据文件", False, refusal.sentence)
    if not broken:
        own = [name for name in read if (home() / name).exists()]
        said = f"办公室自己的{'、'.join(own)}" if own else "都用程序自带的，"
        yield Finding("数据文件", True, f"{said}没有写错的。")


def _calendar() -> Finding:
    today = clock.today()
    missing = calendar_notice(today)
    return Finding("工作日历", not missing, missing or calendar_summary(today))


def _clock() -> Finding:
    if day := clock.demo_day():
        return Finding("时钟", True, f"样例办公室，演示日期{day}。")
    return Finding("时钟", True, f"{clock.now():%Y-%m-%d %H:%M}（{clock.ZONE}）。请核对与手表一致。")


def _fonts() -> Finding:
    found = fonts.find()
    if found is None:
        return Finding(
            "字体", False, "没有找到中文字体，报告里的图会略去。请安装一种中文字体（如 fonts-noto-cjk）。"
        )
    return Finding("字体", True, found.path.name)


def _old_files() -> Finding:
    found = office_conversion.program()
    if found is None and settings().soffice:
        return Finding(
            "旧版文件", False, f"设置里的 soffice（{settings().soffice}）找不到。请改正，或留空由程序查找。"
        )
    if found is None:
        return Finding(
            "旧版文件", True, "没有安装 LibreOffice，.doc、.wps、.xls、.et、.rtf 须先另存为新格式再读入。"
        )
    return Finding("旧版文件", True, f".doc、.wps、.xls、.et、.rtf 由 {found} 转换后读入。")
