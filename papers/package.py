"""Office packages (.docx, .xlsx) whose bytes depend on what they say and not on when they were written."""

import os
import re
import zipfile
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
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(_still(package, dated))
    os.replace(unfinished, path)


def _still(package: bytes, dated: date) -> bytes:
    noted = rb"\g<1>%sT00:00:00Z\g<3>" % dated.isoformat().encode()
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            data = given.read(name)
            if name == _CORE:
                data = _MOMENT.sub(noted, data)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return target.getvalue()
