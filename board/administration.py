"""管理·概况: how the system stands, and what is set where."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from board.edge import Today
from board.pages import render
from board.visitor import Visitor, holding
from config.settings import home, settings
from supervision.checkup import findings
from supervision.directory.rights import Right

router = APIRouter()

Looking = Annotated[Visitor, Depends(holding(Right.SYSTEM))]


@router.get("/administration")
def index(request: Request, _visitor: Looking, today: Today) -> Response:
    """What ``duban doctor`` says in short, and the settings in force. They are changed in their file."""
    chosen = settings()
    return render(
        request,
        "administration.html",
        findings=list(findings(is_by_hand=False)),
        in_force=_in_force(),
        file=home() / "settings.toml",
        today=today,
        three_officers=chosen.three_officers,
    )


def _in_force() -> list[tuple[str, str, str]]:
    """The settings about doors: the name in the file, what it is, and its value in words."""
    chosen = settings()

    def yes(value: bool) -> str:
        return "是" if value else "否"

    return [
        ("three_officers", "三员分立", yes(chosen.three_officers)),
        ("session_hours", "不操作多久须重新登录", f"{chosen.session_hours}小时"),
        ("session_most_hours", "登录后最多多久须重新登录", f"{chosen.session_most_hours}小时"),
        (
            "password_days",
            "口令用多久须更换",
            f"{chosen.password_days}天" if chosen.password_days else "不限",
        ),
        (
            "posts_per_minute",
            "一人一分钟最多提交",
            f"{chosen.posts_per_minute}次" if chosen.posts_per_minute else "不限",
        ),
        (
            "downloads_per_minute",
            "一人一分钟最多下载",
            f"{chosen.downloads_per_minute}个文件" if chosen.downloads_per_minute else "不限",
        ),
        ("oidc_issuer", "统一身份认证", chosen.oidc_issuer or "没有设"),
        ("oidc_by_login", "首次登录按登录名认账号", yes(chosen.oidc_by_login)),
        ("proxies", "信任的反向代理", chosen.proxies or "没有"),
        ("board_url", "看板地址", chosen.address),
        ("registration_needs_approval", "立项须领导审批", yes(chosen.registration_needs_approval)),
        ("link_days", "填报链接有效", f"{chosen.link_days}天"),
    ]
