"""Which font on this machine can draw Chinese; for pictures only, since a Word file names its fonts."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Font:
    """A font file; ``face`` is the one for simplified Chinese where the file is a collection."""

    path: Path
    face: int = 0


# File names in order of preference, with the face inside.
# Noto's collections hold JP, KR, SC, TC, HK in this order.
KNOWN = {
    "SourceHanSansSC-Regular.otf": 0,
    "NotoSansSC-Regular.otf": 0,
    "NotoSansSC-Regular.ttf": 0,
    "NotoSansCJKsc-Regular.otf": 0,
    "NotoSansCJK-Regular.ttc": 2,
    "SourceHanSans.ttc": 2,
    "msyh.ttc": 0,
    "simhei.ttf": 0,
    "PingFang.ttc": 0,
    "Hiragino Sans GB.ttc": 0,
    "STHeiti Light.ttc": 0,
    "wqy-microhei.ttc": 0,
    "wqy-zenhei.ttc": 0,
    "uming.ttc": 0,
    "NotoSerifCJK-Regular.ttc": 2,
    "simsun.ttc": 0,
    "DroidSansFallbackFull.ttf": 0,
}


def folders() -> list[Path]:
    """Where the systems that offices use keep their fonts."""
    home = Path.home()
    return [
        home / ".fonts",
        home / ".local" / "share" / "fonts",
        home / "Library" / "Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
    ]


def find(places: Iterable[Path] | None = None) -> Font | None:
    """The best known font with Chinese in these folders (by default the system's), or None."""
    found: dict[str, Path] = {}
    for place in folders() if places is None else places:
        for folder, _, names in os.walk(place):
            for name in names:
                found.setdefault(name.lower(), Path(folder) / name)
    for name, face in KNOWN.items():
        if name.lower() in found:
            return Font(found[name.lower()], face)
    return None
