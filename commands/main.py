"""The ``duban`` command: finds the module behind the first word, loads nothing else, turns refusals into a sentence."""

import difflib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from errno import EDQUOT, EFBIG, ENOSPC, EROFS
from getpass import getuser
from importlib import import_module
from typing import Any

import typer

from commands.terminal import complain
from commands.usage import usage
from config.log_lines import keep_whole
from config.private import for_the_owner_alone
from config.refusal import Refusal
from config.settings import home


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: where its function stands, and what it is for in one line."""

    module: str
    function: str
    meaning: str


# What a person types first, in the order of the work. Modules are loaded when their command is called:
# reading a deadline must not wait for the engine.
COMMANDS: dict[str, Entry] = {
    "up": Entry("commands.up", "up", "启动：数据库、定时引擎和看板，打印看板地址"),
    "demo": Entry("commands.demo", "demo", "演示：从公文到报告走一遍，不启动引擎"),
    "read": Entry("commands.read", "read", "读一份公文，列出任务、单位、时限和疑点，不保存"),
    "deadlines": Entry("commands.deadlines", "deadlines", "读一句话里的时限，并说明怎样读的"),
    "indicators": Entry("commands.indicators", "indicators", "读一句话里的指标"),
    "import": Entry("commands.intake", "import_files", "收文：读取公文并保存责任清单草案"),
    "review": Entry("commands.review", "review", "审核草案：导出 Excel 审核表，改好后读回"),
    "register": Entry("commands.register", "register", "立项：确认草案，成为任务"),
    "assign": Entry("commands.assign", "assign", "交办：把任务交到责任单位"),
    "list": Entry("commands.versions", "list_versions", "责任清单的版本：看变更，发布新的一版"),
    "roll-over": Entry("commands.roll_over", "roll_over", "跨年结转：把一年没有办结的事项转到下一年"),
    "sweep": Entry("commands.sweep", "sweep", "按提醒阶梯提出当天应发的通知"),
    "deliver": Entry("commands.deliver", "deliver", "合并并送出通知"),
    "ladder": Entry("commands.ladder", "ladder", "提醒阶梯：看规则包，检查、试运行、比较、重放一年"),
    "not-reached": Entry("commands.not_reached", "list_not_reached", "列出通知没有送到的单位和电话"),
    "letter": Entry("commands.letter", "letter", "文书：列出、写成Word文件、签发或不予签发"),
    "link": Entry("commands.link", "link", "填报链接：生成、列出、收回，供没有账号的人填报"),
    "return-form": Entry("commands.return_form", "return_form", "做一张回传表，供没有网络的单位填报"),
    "return-import": Entry("commands.return_form", "return_import", "导入填好的回传表，记为代录"),
    "report": Entry("commands.report", "report", "写出报告（当天的或督察活动的）和台账"),
    "campaign": Entry("commands.campaign", "campaign", "督察活动：设立、冻结数据、统计、公布"),
    "ledger": Entry("commands.ledger", "ledger", "导出台账：Excel、CSV 或 JSON"),
    "ledger-import": Entry("commands.ledger", "ledger_import", "读回在 Excel 里改好的台账，先看改动再确认"),
    "bulletin": Entry("commands.bulletin", "bulletin", "简报：列出各期，核对期号"),
    "proofread": Entry("commands.bulletin", "proofread", "校对一份文稿，列出要核对的地方"),
    "verify-log": Entry("commands.verify_log", "verify_log", "核验记录没有被改动，指出第一条改动的"),
    "case": Entry("commands.case", "case", "导出案卷：一项任务的全部材料和目录"),
    "log": Entry("commands.log", "log", "导出日志：谁在什么时候办了什么"),
    "plan": Entry("commands.plan", "plan", "看规划：举措、措施、任务和办理情况"),
    "status": Entry("commands.status", "status", "看现在办到哪里"),
    "backup": Entry("commands.backup", "backup", "备份：数据库和文件装成一个文件，不用停机"),
    "restore": Entry("commands.backup", "restore", "恢复：把备份恢复到空的数据文件夹，并核验记录"),
    "doctor": Entry("commands.doctor", "doctor", "检查运行环境，说明怎样处理"),
    "day": Entry("commands.day", "day", "看或移动样例办公室的演示日期"),
    "found": Entry("commands.found", "found", "用名录文件建立正式的办公室"),
    "directory": Entry(
        "commands.directory", "directory", "单位与人员：导出、导入、检查名录，决定新加入的组员"
    ),
    "account": Entry("commands.account", "account", "新建一个账号"),
    "password": Entry("commands.password", "password", "给一个账号换新口令"),
    "unlock": Entry("commands.password", "unlock", "解除一个账号的锁定"),
}


def main() -> int:
    """Run the command line; the exit code: 0 done, 1 refused, 2 wrong usage."""
    keep_whole()
    words = sys.argv[1:]
    if not words or words[0] in ("--help", "-h", "help"):
        _print_help()
        return 0 if words else 2
    name = words[0]
    if name not in COMMANDS:
        complain(_no_such_command(name))
        return 2
    entry = COMMANDS[name]
    function: Callable[..., None] = getattr(import_module(entry.module), entry.function)
    with for_the_owner_alone():
        return run(name, function, words[1:])


def run(name: str, function: Callable[..., None], words: Sequence[str]) -> int:
    """Call one command with its words; the exit code."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name)(function)
    command = typer.main.get_command(app)
    if "--help" in words or "-h" in words:
        print(usage(name, function, command.params))
        return 0
    try:
        outcome: Any = command.main(list(words), prog_name=f"duban {name}", standalone_mode=False)
    except Exception as error:
        sentence = _sentence(error, name)
        if sentence is None:
            raise
        complain(sentence)
        return (
            1
            if _is_refusal(error) or isinstance(error, OSError) or _is_unreadable(error) or _trouble(error)
            else 2
        )
    return outcome if isinstance(outcome, int) else 0


def _sentence(error: Exception, name: str) -> str | None:
    """What to tell the person, or None for what must not happen and shows its traceback."""
    if _is_refusal(error):
        return str(error)
    if type(error).__name__ == "Abort":
        return "已中止。"
    # Typer carries its own copy of click; its usage errors are known by what they can do.
    if said := _trouble(error):
        return said
    if isinstance(error, PermissionError):
        return _forbidden(error.filename)
    if isinstance(error, OSError):
        return (
            f"读写不了{error.filename}（{error.strerror}）。请检查路径、权限和数据文件夹（现在是{home()}）。"
        )
    if _is_unreadable(error):
        return _forbidden(f"{_named(error.param)}所指的文件")  # type: ignore[attr-defined]
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        return f"用法不对：{_in_chinese(error)}。用 duban {name} --help 看用法。"
    return None


def _is_refusal(error: Exception) -> bool:
    # UnreadableFile is the documents' own; importing it here would cost every command its package.
    return isinstance(error, Refusal) or type(error).__name__ == "UnreadableFile"


def _trouble(error: Exception) -> str:
    # Who has had no database open has none in trouble; to import it would cost every command its start.
    known = sys.modules.get("models.trouble") or (
        "sqlalchemy" in sys.modules and import_module("models.trouble")
    )
    if not known or (isinstance(error, OSError) and error.errno not in (ENOSPC, EDQUOT, EFBIG, EROFS)):
        return ""
    said: str = known.sentence(error)
    return said


def _is_unreadable(error: Exception) -> bool:
    # Typer looks whether a file may be read before the command does, and tells it like a mistake in the words.
    return type(error).__name__ == "BadParameter" and str(error).endswith("is not readable.")


def _forbidden(what: object) -> str:
    return f"读写不了{what}：用户{_user()}没有权限（现在的数据文件夹是{home()}）。请改它的权限，或把文件放到这个用户读写得了的地方。"


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a number without a name, as in a container
        return str(os.getuid())


def _in_chinese(error: Any) -> str:
    kind = type(error).__name__
    param = _named(getattr(error, "param", None))
    match kind:
        case "NoSuchOption":
            return f"没有选项 {error.option_name}"
        case "MissingParameter":
            return f"缺少 {param}"
        case "BadParameter" if param:
            return f"{param} 的值不对，或者写法不对"
        case _:
            return "参数多了、少了或者写法不对"


def _named(param: Any) -> str:
    """An option by its long form, an argument by what help calls it."""
    if param is None:
        return ""
    option = next((word for word in param.opts if word.startswith("--")), "")
    return option or param.metavar or param.name


def _no_such_command(name: str) -> str:
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    hint = f"是不是想用 duban {near[0]}？" if near else ""
    return f"没有命令“{name}”。{hint}用 duban --help 看全部命令。"


def _print_help() -> None:
    width = max(len(name) for name in COMMANDS)
    print("督办 duban：把公文里的任务、时限和责任单位，变成看得见、催得动、评得清的台账。\n")
    print("用法：duban 命令 [选项]；duban 命令 --help 看这个命令的选项。\n")
    for name, entry in COMMANDS.items():
        print(f"  {name.ljust(width)}  {entry.meaning}")
    print("\n数据文件夹：环境变量 DUBAN_HOME，默认是程序文件夹里的 var/。")
