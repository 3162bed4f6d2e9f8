"""What people add on top of a PDF page and what is no part of its text: filled fields and written notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

_LOOKED_AT = 2000  # on one page


def count_notes(page: pdfium.PdfPage) -> tuple[int, int]:
    """How many fields of a form are filled in on the page, and how many notes stand on it."""
    fields = notes = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _LOOKED_AT)):
        with _opened(page, index) as note:
            if not note:
                continue
            kind = raw.FPDFAnnot_GetSubtype(note)
            fields += kind == raw.FPDF_ANNOT_WIDGET and _says(note, b"V")
            notes += kind in _NOTES and _says(note, b"Contents")
    return fields, notes


_NOTES = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_TEXT)


@contextmanager
def _opened(page: pdfium.PdfPage, index: int) -> Iterator[Any]:
    note = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield note
    finally:
        if note:
            raw.FPDFPage_CloseAnnot(note)


def _says(note: Any, key: bytes) -> bool:
    # Counted in bytes of UTF-16 with an end mark, so that an empty text takes two.
    return bool(raw.FPDFAnnot_GetStringValue(note, key, None, 0) > 2)
