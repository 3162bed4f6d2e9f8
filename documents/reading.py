"""From any file to a source: the one way in for files that strangers have made."""

from pathlib import Path

from documents.identify import Container, identify
from documents.office_conversion import AS_NOW, cells_converted, read_converted
from documents.read_txt import read_txt
from documents.sandbox import cells_apart, read_apart
from documents.source import Source, UnreadableFile
from documents.workbook import NO_WORKBOOK, SheetCells

LARGEST = 50 * 1024 * 1024
LARGEST_WORKBOOK = 20 * 1024 * 1024


def read(path: Path, called: str = "") -> Source:
    """What the file says. Raises UnreadableFile with one sentence: the file, the reason and the way out.

    ``called`` is the name that people know it by, where that is not the path's. The format follows from
    the content. All but plain text is read in a child process with limits; files of the old office programs
    are converted before, where LibreOffice is at hand.
    """
    try:
        return _read(path)
    except UnreadableFile as reason:
        raise UnreadableFile(f"“{_printable(called or path.name)}”读不了：{reason.args[0]}。") from None


def read_cells(path: Path, called: str = "") -> list[SheetCells]:
    """The sheets of a workbook that was handed back, cell by cell. Raises UnreadableFile as ``read`` does.

    The one way in for them all: the ledger, the directory, the return form.
    """
    try:
        content = _content(path, LARGEST_WORKBOOK, "文件超过20 MB，不像是本系统导出的表，请核对后再导入")
        match identify(content):
            case Container.PACKAGE:
                return cells_apart(path)
            case Container.OLD_WORKBOOK | Container.EXCEL_XML as container:
                return cells_converted(path, container)
            case _:
                raise UnreadableFile(NO_WORKBOOK)
    except UnreadableFile as reason:
        raise UnreadableFile(f"“{_printable(called or path.name)}”读不了：{reason.args[0]}。") from None


def _read(path: Path) -> Source:
    content = _content(path, LARGEST, "文件超过50 MB，请压缩图片或拆成几个文件再读入")
    container = identify(content)
    if container is Container.TEXT:
        return read_txt(content)
    if container in AS_NOW:
        return read_converted(path, container)
    return read_apart(path, container)


def _content(path: Path, most: int, too_large: str) -> bytes:
    try:
        if not path.exists():
            raise UnreadableFile("没有找到这个文件，请检查路径")
        if not path.is_file():
            raise UnreadableFile("这不是文件，请给出一个文件的路径")
        if path.stat().st_size > most:
            raise UnreadableFile(too_large)
        return path.read_bytes()
    except OSError:
        raise UnreadableFile("没有权限或无法打开，请检查文件后重试") from None


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
