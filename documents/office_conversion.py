"""Has LibreOffice turn files of the old office programs into those of the new, which are then read as usual."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import settings
from documents.identify import Container
from documents.limits import restrict
from documents.sandbox import cells_apart, read_apart
from documents.source import Problem, Source, UnreadableFile
from documents.workbook import SheetCells

MEMORY = 2 * 1024**3
SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Old:
    called: str  # as it follows 这是; a blank parts Latin letters from Han
    suffix: str
    new: str
    # Where LibreOffice must not look for itself: it takes what it does not know for plain text.
    read_by: str = ""


AS_NOW = {
    Container.OLD_DOCUMENT: _Old("旧版 Word 或 WPS 文字文件（.doc、.wps）", ".doc", "docx"),
    Container.RICH_TEXT: _Old(" RTF 文件", ".rtf", "docx", "Rich Text Format"),
    Container.WORD_XML: _Old(" Word 2003 XML 文件", ".xml", "docx", "MS Word 2003 XML"),
    Container.OLD_WORKBOOK: _Old("旧版 Excel 或 WPS 表格文件（.xls、.et）", ".xls", "xlsx"),
    Container.EXCEL_XML: _Old(" Excel 2003 XML 文件", ".xml", "xlsx", "MS Excel 2003 XML"),
}


def read_converted(path: Path, container: Container) -> Source:
    """The source of an old file, with a problem that says it was converted; its format is what it became.

    Raises UnreadableFile with the way out where there is no LibreOffice, or none of its work.
    """
    with _converted(path, container) as made:
        source = read_apart(made, Container.PACKAGE)
    said = Problem(
        f"这是{AS_NOW[container].called}，经转换读入，编号、表格和修订可能与原件有出入，请对照原件核对"
    )
    return replace(source, problems=(said, *source.problems))


def cells_converted(path: Path, container: Container) -> list[SheetCells]:
    """The sheets of an old workbook, cell by cell. Raises UnreadableFile as ``read_converted`` does."""
    with _converted(path, container) as made:
        return cells_apart(made)


@contextlib.contextmanager
def _converted(path: Path, container: Container) -> Iterator[Path]:
    """The new file that LibreOffice made of an old one; it is gone afterwards."""
    old = AS_NOW[container]
    libreoffice = program()
    if libreoffice is None:
        raise UnreadableFile(
            f"这是{old.called}，本机没有安装 LibreOffice，不能转换，请用 Word、Excel 或 WPS 另存为 .{old.new} 再读入"
        )
    if container is Container.RICH_TEXT and not path.read_bytes().rstrip(b"\0\r\n\t ").endswith(b"}"):
        # LibreOffice takes what is there for the whole.
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送")
    with tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True) as folder:
        yield _convert(libreoffice, path, old, Path(folder))


def program() -> str | None:
    """Where LibreOffice is: as set, else as found; None where there is none."""
    named = settings().soffice
    return shutil.which(named) if named else shutil.which("soffice") or shutil.which("libreoffice")


def main(memory: int, seconds: int, command: list[str]) -> None:
    """The child: becomes LibreOffice, bounded by ``memory`` (bytes) and ``seconds`` of processor time."""
    restrict(memory, seconds)
    os.execv(command[0], command)


_log = logging.getLogger(__name__)

# No macro runs, nothing is fetched that a document names.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def _convert(libreoffice: str, path: Path, old: _Old, folder: Path) -> Path:
    # A name of our own: the given one could look like an option, or tell LibreOffice another format.
    given = folder / f"given{old.suffix}"
    shutil.copyfile(path, given)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    made = folder / "made" / f"given.{old.new}"
    said = _run(
        (
            libreoffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            *([f"--infilter={old.read_by}"] if old.read_by else []),
            "--convert-to",
            old.new,
            "--outdir",  # must directly follow
            str(made.parent),
            str(given),
        ),
        folder,
    )
    # It ends with 0 whatever happened.
    if not made.is_file() or made.stat().st_size == 0:
        _log.warning("LibreOffice made nothing of %s: %s", path, said)
        raise UnreadableFile(
            f"这是{old.called}，转换没有成功（可能已损坏或设有密码），请用 Word、Excel 或 WPS 打开后另存为 .{old.new} 再读入"
        )
    return made


def _run(command: Sequence[str], folder: Path) -> str:
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "documents.office_conversion", str(MEMORY), str(SECONDS), *command],
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as child:
        try:
            said, _ = child.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise UnreadableFile(
                f"转换了{SECONDS}秒仍没有完成，文件过大或疑似恶意，请用 Word、Excel 或 WPS 另存为新格式再读入"
            ) from None
        finally:
            # What it started in its turn goes with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    # The lines before the last one quote the document, which is nothing for a log.
    return said.decode(errors="replace").strip().rpartition("\n")[2][-300:]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
