"""Pages as pictures: what a reader of a Word file gets to see, page by page, where the programs for it are at hand."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.libreoffice import SOFFICE, saved_as
from tests.patience import PATIENCE_SECONDS

PDFTOPPM = shutil.which("pdftoppm") or ""
needs_rendering = pytest.mark.skipif(not (SOFFICE and PDFTOPPM), reason="no LibreOffice or no pdftoppm here")
# So many points of paper to a pixel would lose thin rules; 60 dots an inch keep them.
_DOTS = 60
_INK = 128


def pages(file: Path, folder: Path) -> list[Image.Image]:
    """The pages of a Word file as pictures."""
    pdf = saved_as("pdf", file, folder)
    subprocess.run(
        [PDFTOPPM, "-r", str(_DOTS), "-png", pdf, folder / pdf.stem],
        check=True, capture_output=True, timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    return [Image.open(one).convert("RGB") for one in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def ink(page: Image.Image) -> tuple[float, float, float, float]:
    """Where the ink of a page begins and ends: left, top, right, bottom in millimetres."""
    dark = page.convert("L").point(lambda value: 255 if value < _INK else 0)
    box = dark.getbbox()
    assert box is not None, "an empty page"
    left, top, right, bottom = (value * 25.4 / _DOTS for value in box)
    return left, top, right, bottom


def reds(page: Image.Image) -> int:
    """How many pixels are red."""
    red, green, blue = (band.tobytes() for band in page.split())
    return sum(r > 180 and g < 90 and b < 90 for r, g, b in zip(red, green, blue, strict=True))
