"""The description of the interface (OpenAPI), for whoever writes a program against it."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.openapi.utils import get_openapi

from board.api import reading, writing
from board.api.answers import PREFIX
from board.api.client import caller
from models.client import Client

router = APIRouter(prefix=PREFIX)

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "sentence"],
            "properties": {"code": {"type": "string"}, "sentence": {"type": "string"}},
        }
    },
}
_MEANINGS = {
    "400": "没有写提交的编号，或请求残缺",
    "401": "没有令牌，或令牌不对、到期、收回",
    "403": "这个令牌不能办理",
    "404": "没有这条记录",
    "409": "规则不允许，或编号已用于另一次提交；sentence 写明原因和办法",
    "413": "内容太大",
    "415": "内容用的编码不认识，请用UTF-8",
    "422": "内容看不懂",
    "429": "太频繁，按 Retry-After 再试",
    "503": "现在忙，按 Retry-After 用同一个编号再试",
}


@router.get("/openapi.json", summary="本接口的说明", include_in_schema=True)
def show(_client: Annotated[Client, Depends(caller)]) -> dict[str, Any]:
    """The description."""
    return describe()


@cache
def describe() -> dict[str, Any]:
    """The description as OpenAPI has it, with the answers that every address may give."""
    made = get_openapi(
        title="督办接口",
        version="1",
        description="供办公系统读台账、送公文、取通知、报指标数。凡提交都带 Idempotency-Key，重发不会重办。",
        routes=[*reading.router.routes, *writing.router.routes, *router.routes],
    )
    made["components"]["schemas"]["Error"] = _ERROR
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for address in made["paths"].values():
        for method in address.values():
            for status, meaning in _MEANINGS.items():
                method["responses"][status] = {"description": meaning, "content": answer}
    return made
