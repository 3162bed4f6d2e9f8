"""From any file to a source: the one way in for files that strangers have made."""

from pathlib import Path

from documents.identify import Container, identify
from documents.office_conversion import AS_NOW, read_converted
from documents.read_txt import read_txt
from documents.sandbox import read_apart
from documents.source import Source, UnreadableFile

LARGEST = 50 * 1024 * 1024


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


def read_cells(path: Path, called: str = "") -> Source:
    """The bare cells of a workbook (see ``read_grid``), under the same guards. Raises UnreadableFile."""
    try:
        match identify(_content(path)):
            case Container.PACKAGE:
                return read_apart(path, Container.GRID)
            case Container.OLD_WORKBOOK | Container.EXCEL_XML:
                raise UnreadableFile("这是旧版的工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再读回")
            case _:
                raise UnreadableFile("这不是 Excel 工作簿，请选择导出的 .xlsx 文件")
    except UnreadableFile as reason:
        raise UnreadableFile(f"“{_printable(called or path.name)}”读不了：{reason.args[0]}。") from None


def _read(path: Path) -> Source:
    content = _content(path)
    container = identify(content)
    if container is Container.TEXT:
        return read_txt(content)
    if container in AS_NOW:
        return read_converted(path, container)
    return read_apart(path, container)


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            raise UnreadableFile("没有找到这个文件，请检查路径")
        if not path.is_file():
            raise UnreadableFile("这不是文件，请给出一个文件的路径")
        if path.stat().st_size > LARGEST:
            raise UnreadableFile("文件超过50 MB，请压缩图片或拆成几个文件再读入")
        return path.read_bytes()
    except OSError:
        raise UnreadableFile("没有权限或无法打开，请检查文件后重试") from None


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
