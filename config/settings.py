"""What an office may set: one TOML file in the data folder, or environment variables that begin with DUBAN_."""

import os
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from config.channels import ChannelSettings, require_names
from config.refusal import Refusal

CHECKOUT = Path(__file__).parents[1]
# What may hold a password or a key.
_SECRET = frozenset({"database_url", "mail_url", "url", "secret", "headers", "body"})


def home() -> Path:
    """The data folder: DUBAN_HOME, or ``var/`` in the checkout. It is not created here."""
    return _resolved(os.environ.get("DUBAN_HOME") or str(CHECKOUT / "var"))


@lru_cache(maxsize=8)
def _resolved(folder: str) -> Path:
    return Path(folder).expanduser().resolve()


class Settings(BaseSettings):
    """One office's settings. ``settings.example.toml`` in ``config/`` shows each with its meaning."""

    model_config = SettingsConfigDict(env_prefix="DUBAN_", extra="forbid")

    database_url: Annotated[str, Field(description="数据库地址；留空则用数据文件夹里的 SQLite 文件")] = ""
    mail_url: Annotated[
        SecretStr,
        Field(description="邮件通道（Apprise 的 mailto:// 地址，不写收件人）；留空则把邮件写成 .eml 文件"),
    ] = SecretStr("")
    mail_from: Annotated[str, Field(description="邮件的发件地址")] = "duban@localhost"
    board_host: Annotated[str, Field(description="看板监听的地址")] = "127.0.0.1"
    board_port: Annotated[int, Field(description="看板监听的端口", ge=1, le=65535)] = 8630
    board_processes: Annotated[
        int, Field(description="看板的进程数；多于1个的，须用数据库服务器（不是 SQLite）", ge=1, le=64)
    ] = 1
    board_url: Annotated[str, Field(description="写进通知里的看板地址；留空则按监听的地址和端口")] = ""
    engine_port: Annotated[int, Field(description="Prefect 服务的端口", ge=1, le=65535)] = 8631
    soffice: Annotated[
        str,
        Field(
            description="LibreOffice 的 soffice 程序，用来转换 .doc、.wps、.xls、.et、.rtf；留空则自动查找"
        ),
    ] = ""
    ladder: Annotated[str, Field(description="提醒阶梯（规则包）的名字")] = "standard"
    ladders: Annotated[
        dict[str, str],
        Field(description="另用一套提醒阶梯的：紧急程度或单位类别 = 规则包的名字；任务还可以单独选用"),
    ] = {}
    day_off: Annotated[
        Literal["none", "forward", "back"],
        Field(
            description="时限的最后一天是休息日时：none 不动，forward 顺延到下一工作日，back 提前到上一工作日"
        ),
    ] = "none"
    registration_needs_approval: Annotated[
        bool, Field(description="立项是否要由领导审批后才能交办（true 或 false）")
    ] = False
    reviews_own_entry: Annotated[
        bool,
        Field(description="经办人员能否审核自己代录的填报（true 或 false）；允许的，记录里会注明"),
    ] = False
    closing_steps: Annotated[
        tuple[Literal["self_check", "review", "on_site", "signature", "publication"], ...],
        Field(
            description="销号程序：self_check 自查，review 审核，on_site 现场核查，signature 签字，publication 公示；任务可以另定"
        ),
    ] = ("self_check", "review")
    ledger_columns: Annotated[
        tuple[str, ...],
        Field(description="台账的栏和先后：写原来的栏名，要改名的写“原名=新名”；留空则用全部的栏"),
    ] = ()
    evidence_mb: Annotated[int, Field(description="一份佐证材料最大多少兆字节", ge=1, le=45)] = 20
    coordination_workdays: Annotated[int, Field(description="需协调事项应在多少个工作日内议定", ge=1)] = 5
    campaigns_proposed_on: Annotated[
        str,
        Field(
            description="每年从哪一天起提议当年的年度考核和到期的中期评估（月-日）；留空则不提议",
            pattern=r"^((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))?$",
        ),
    ] = "12-01"
    link_days: Annotated[int, Field(description="填报链接多少天后失效", ge=1, le=366)] = 30
    not_reached_workdays: Annotated[int, Field(description="通知没有送到，几个工作日后报告领导", ge=1)] = 2
    unread_workdays: Annotated[
        int, Field(description="通知发出后几个工作日没有人阅，列入已发出未阅", ge=1)
    ] = 3
    leader_mail: Annotated[
        str, Field(description="领导的邮箱，没有送到的通知报告到这里；留空则只在看板上提示")
    ] = ""
    session_hours: Annotated[int, Field(description="登录后多少小时不操作须重新登录", ge=1)] = 12
    session_most_hours: Annotated[
        int, Field(description="登录后最多多少小时须重新登录，一直在用的也一样", ge=1)
    ] = 168
    password_days: Annotated[int, Field(description="口令用多少天须更换；0 不限", ge=0, le=3650)] = 0
    three_officers: Annotated[
        bool,
        Field(
            description="三员分立（true 或 false）：账号、授权、审计分由系统管理员、安全保密管理员、安全审计员办理，经办不再管理"
        ),
    ] = False
    posts_per_minute: Annotated[
        int, Field(description="一个人每分钟最多提交多少次；0 不限", ge=0, le=100_000)
    ] = 120
    downloads_per_minute: Annotated[
        int, Field(description="一个人每分钟最多下载多少个文件；0 不限", ge=0, le=100_000)
    ] = 60
    api_calls_per_minute: Annotated[
        int, Field(description="接入的一个系统每分钟最多请求多少次；0 不限", ge=0, le=1_000_000)
    ] = 600
    proxies: Annotated[
        str,
        Field(description="看板前面的反向代理的地址，几个用逗号分开；只有写在这里的，才信它转告的来访地址"),
    ] = ""
    oidc_issuer: Annotated[
        str, Field(description="统一身份认证（OIDC）的签发者地址；留空则只用本系统的账号和口令登录")
    ] = ""
    oidc_client_id: Annotated[str, Field(description="在统一身份认证登记的客户端编号")] = ""
    oidc_secret_file: Annotated[str, Field(description="存放客户端密钥的文件；没有密钥的客户端留空")] = ""
    oidc_label: Annotated[str, Field(description="登录页上按钮的文字", max_length=30)] = "统一身份认证登录"
    oidc_by_login: Annotated[
        bool,
        Field(
            description="第一次用统一身份认证登录时，能否按登录名（preferred_username）认账号（true 或 false）；否则由管理员在账号页关联"
        ),
    ] = False
    channels: Annotated[
        dict[str, ChannelSettings],
        AfterValidator(require_names),
        Field(description="邮件以外的通知通道，一个通道一节 [channels.名字]"),
    ] = Field(default_factory=dict)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before file, so that a test or a container can override one value."""
        file = TomlConfigSettingsSource(settings_cls, home() / "settings.toml")
        return init_settings, env_settings, file

    @property
    def address(self) -> str:
        """Where people reach the board."""
        return self.board_url or f"http://{self.board_host}:{self.board_port}"

    @property
    def is_https(self) -> bool:
        """Whether people reach the board by an encrypted line."""
        return self.address.startswith("https://")


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises Refusal with the first mistake."""
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            f"settings.toml 不合 TOML 的写法：{error}。请对照 config/settings.example.toml 改正。"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise Refusal(
            f"设置 {name} {_mistake(first)}。请在 settings.toml 里对照 config/settings.example.toml 改正。"
        ) from None


def _mistake(error: ErrorDetails) -> str:
    """What is wrong, without what was written where that may be a secret."""
    match error["type"]:
        case "extra_forbidden":
            return "没有这一项设置"
        case "missing":
            return "没有写，不能缺"
        case "value_error":
            return str(error["ctx"]["error"])
    is_secret = isinstance(error["input"], dict) or not _SECRET.isdisjoint(error["loc"])
    return "值不对" if is_secret else f"值不对（{error['input']}）"
