"""Office packages (.docx, .xlsx) whose bytes depend on what they say and not on when they were written."""

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

# The earliest day that a zip archive can carry.
_STAMP = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:)")


def save(package: bytes, dated: date, path: Path) -> None:
    """Write a package to ``path`` with ``dated`` in place of every moment that the writing library noted.

    A reader never meets half a file: it takes its place at the end, in one step.
    """
    with zipfile.ZipFile(BytesIO(package)) as given, opened(path) as made:
        for name in given.namelist():
            made.writestr(entry(name), still(name, given.read(name), dated))


@contextmanager
def opened(path: Path, level: int = 6) -> Iterator[zipfile.ZipFile]:
    """A new package to be filled with ``entry`` after ``entry``; it takes its place at ``path`` at the end.

    ``level`` is how hard it is pressed, from 1 to 9. When the block fails nothing is left behind.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
            yield made
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def entry(name: str) -> zipfile.ZipInfo:
    """The entry of a part, without the moment of writing."""
    made = zipfile.ZipInfo(name, _STAMP)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def still(name: str, data: bytes, dated: date) -> bytes:
    """A part with ``dated`` in place of the moments in it."""
    noted = rb"\g<1>%sT00:00:00Z\g<3>" % dated.isoformat().encode()
    return _MOMENT.sub(noted, data) if name == _CORE else data
