"""The bare address: on to where this person begins."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.navigation import first_page
from board.pages import go_to
from board.visitor import Anyone

router = APIRouter()


@router.get("/")
def show(request: Request, visitor: Anyone) -> Response:
    """Redirect to the first page of the person's role, with the word on what was just done."""
    return go_to(first_page(visitor), request.query_params.get("done", ""))
