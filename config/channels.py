"""One channel of the office's settings: what it is, where it is, and how much it may say."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

Kind = Literal["email", "wecom", "dingtalk", "feishu", "webhook", "sms"]

MANUAL = ("slip", "phone")
"""Channels that people are: a printed slip that is handed over, a telephone call. They need no settings."""

_SIGNED = ("dingtalk", "feishu")
_OWN_FORM = ("sms", "webhook")


class ChannelSettings(BaseModel):
    """A channel as ``[channels.<name>]`` in settings.toml describes it. Its secrets stay in the settings."""

    # An address with its key must not turn up in a message of pydantic's either.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    kind: Annotated[
        Kind,
        Field(
            description="种类：email 邮件，wecom 企业微信机器人，dingtalk 钉钉机器人，feishu 飞书机器人，webhook 接口，sms 短信网关"
        ),
    ]
    label: Annotated[str, Field(description="名录里怎样称呼这个通道；留空则用它的名字", max_length=40)] = ""
    url: Annotated[
        SecretStr,
        Field(description="完整的地址；机器人的写群里给的地址，或本单位网关的地址；邮件写 mailtos:// 地址"),
    ]
    secret: Annotated[SecretStr, Field(description="加签的密钥（钉钉、飞书机器人设了加签时）")] = SecretStr(
        ""
    )
    title_only: Annotated[bool, Field(description="只发标题和链接，不发事项内容（公网机器人应当打开）")] = (
        False
    )
    per_minute: Annotated[int, Field(description="每分钟最多发多少条；0 不限", ge=0, le=100_000)] = 0
    verify: Annotated[bool, Field(description="是否核对对方的证书；只有内网自签证书的网关才写 false")] = True
    method: Annotated[Literal["POST", "GET"], Field(description="请求的方法（sms、webhook）")] = "POST"
    headers: Annotated[dict[str, SecretStr], Field(description="请求的标头（sms、webhook）")] = Field(
        default_factory=dict
    )
    body: Annotated[
        SecretStr,
        Field(description="请求的内容（sms、webhook），可写{phone}、{title}、{text}、{link}、{id}"),
    ] = SecretStr("")
    success: Annotated[
        str, Field(description="答复里有这段文字才算发出（sms 必写；webhook 留空则看状态码）")
    ] = ""
    permanent: Annotated[
        str, Field(description="答复里有这段文字表示再发也没有用，如号码错误（sms、webhook）")
    ] = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "ChannelSettings":
        scheme = ("mailto://", "mailtos://") if self.kind == "email" else ("http://", "https://")
        url = self.url.get_secret_value()
        if not url.startswith(scheme) or not _has_host(url):
            raise ValueError(f"的 url 写得不对，应以 {' 或 '.join(scheme)} 开头，后面是服务器")
        if self.secret.get_secret_value() and self.kind not in _SIGNED:
            raise ValueError("不用 secret；只有 dingtalk、feishu 才加签")
        asked = self.headers or self.body.get_secret_value() or self.success or self.permanent
        if self.kind not in _OWN_FORM and (asked or self.method != "POST"):
            raise ValueError("不用 method、headers、body、success、permanent；只有 sms、webhook 才写")
        if self.kind == "sms":
            if not self.success:
                raise ValueError("缺少 success：请写短信网关答复成功时一定会有的文字")
            asked_for = url + self.body.get_secret_value()
            if "{phone}" not in asked_for or "{text}" not in asked_for:
                raise ValueError("的 url 或 body 里要有 {phone} 和 {text}，发送时填上号码和内容")
        return self


def require_names(channels: dict[str, ChannelSettings]) -> dict[str, ChannelSettings]:
    """The channels, if each may be called what it is called. Raises ValueError with the first that may not."""
    for name, channel in channels.items():
        if not (0 < len(name) <= 40 and name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
            raise ValueError(f"里的名字“{name[:40]}”不行：请用40个以内的字母、数字、横线")
        if name in MANUAL:
            raise ValueError(f"里不用写 {name}：打印单和电话由人办理，不用设置")
        if name in ("email", "sms") and channel.kind != name:
            raise ValueError(f"里 {name} 的 kind 应是 {name}")
    return channels


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
