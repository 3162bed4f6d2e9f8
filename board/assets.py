"""What a page needs beside itself: one style sheet made of several, one script, the icon, each under its digest."""

import hashlib
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

router = APIRouter(prefix="/static")

_HERE = Path(__file__).parent
# What others refine comes first, what refines others last; between them the order means nothing.
_FIRST = ("tokens", "page", "frame", "forms", "lights", "lists")
_LAST = ("narrow", "print")


def _style_sheet() -> bytes:
    named = {file.stem: file for file in sorted((_HERE / "styles").glob("*.css"))}
    between = [name for name in named if name not in _FIRST + _LAST]
    return b"\n".join(named[name].read_bytes() for name in (*_FIRST, *between, *_LAST))


_ASSETS = {
    "board.css": (_style_sheet(), "text/css; charset=utf-8"),
    "board.js": ((_HERE / "static" / "board.js").read_bytes(), "text/javascript; charset=utf-8"),
    "favicon.svg": ((_HERE / "static" / "favicon.svg").read_bytes(), "image/svg+xml"),
}
_DIGESTS = {name: hashlib.sha256(content).hexdigest()[:12] for name, (content, _) in _ASSETS.items()}
# Under its digest it never changes, so a browser need not ask again.
FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


def asset(name: str) -> str:
    """The address of a part of the page. Raises KeyError for one that is not there."""
    return f"/static/{name}?v={_DIGESTS[name]}"


@router.get("/{name}")
def show(request: Request, name: str) -> Response:
    """The asset; 404 where there is none of this name."""
    if name not in _ASSETS:
        return Response(status_code=404)
    content, kind = _ASSETS[name]
    is_this_one = request.query_params.get("v") == _DIGESTS[name]
    return Response(
        content, media_type=kind, headers={"Cache-Control": FOREVER if is_this_one else _ASK_AGAIN}
    )
