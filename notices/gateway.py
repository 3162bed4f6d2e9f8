"""One request to a gateway and its answer: what has failed for certain, and what nobody can know."""

import json
import logging
import re
import time
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlsplit
from xml.sax.saxutils import escape

import httpx

from config.channels import ChannelSettings
from notices.gateway_words import Answer, said_by
from notices.message import DeliveryError, Message, link_of

# It writes every address it asks, key and all, into the log.
logging.getLogger("httpx").setLevel(logging.WARNING)

_PATIENCE_SECONDS = 20.0
_LONGEST_ANSWER = 65_536
_SHOWN = 200  # characters of an answer in a reason
_LEAST_SECRET = 6  # a shorter one would blot out half of every sentence
_PLACEHOLDER = re.compile(r"\{(phone|title|text|link|id)\}")


class Gateway:
    """Asks one address. ``seconds`` are the patience for the connection and for each piece of the answer."""

    def __init__(
        self, channel: ChannelSettings, seconds: tuple[float, float] = (10, _PATIENCE_SECONDS)
    ) -> None:
        self.channel = channel
        self._secrets = sorted(_secrets(channel), key=len, reverse=True)
        self._client = httpx.Client(
            verify=channel.verify,
            timeout=httpx.Timeout(seconds[1], connect=seconds[0]),
            # A kept connection that the other side has closed meanwhile would leave us in doubt.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def ask(
        self, content: bytes | None, *, url: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask once. Raises DeliveryError: uncertain where the request went out and no answer came in."""
        address = url or self.channel.url.get_secret_value()
        begun = time.monotonic()
        try:
            with self._client.stream(
                self.channel.method, address, content=content, headers=dict(headers or {})
            ) as reply:
                text = b""
                for piece in reply.iter_bytes():
                    text += piece
                    if len(text) > _LONGEST_ANSWER or time.monotonic() - begun > 3 * _PATIENCE_SECONDS:
                        break
                answer = Answer(
                    reply.status_code, self.clean(text[:_LONGEST_ANSWER].decode("utf-8", "replace"))
                )
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
        ) as error:
            raise DeliveryError(
                f"{self.called}连不上（{self.clean(str(error))[:_SHOWN]}）。系统会再发；一直连不上时请检查网络和设置里的地址",
                is_channels=True,
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryError(
                f"请求已经交给{self.called}，但没有等到答复（{type(error).__name__}），不能确定对方是否收到。请与收件人核实。",
                is_uncertain=True,
            ) from None
        self._require_taken(answer)
        return answer

    def try_out(self) -> None:
        """Look whether anybody is at the address, without saying anything. Raises DeliveryError."""
        parts = urlsplit(self.channel.url.get_secret_value())
        try:
            # Any answer will do: the question is whether there is a way.
            self._client.head(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryError(
                f"{self.called}连不上（{self.clean(str(error))[:_SHOWN]}）", is_channels=True
            ) from None

    def refused(
        self, answer: Answer, why: str, *, permanent: bool, is_channels: bool = False
    ) -> DeliveryError:
        """That the gateway did not take the message, in its own words."""
        after = "请处理后重新发送" if permanent else "系统会再发"
        words = said_by(self.channel.kind, answer)
        return DeliveryError(
            f"{self.called}{why}：{words}。{after}", permanent=permanent, is_channels=is_channels
        )

    @property
    def called(self) -> str:
        """What people call it."""
        kinds = {"wecom": "企业微信", "dingtalk": "钉钉", "feishu": "飞书", "sms": "短信网关"}
        return kinds.get(self.channel.kind, "接口")

    def clean(self, text: str) -> str:
        """The text without the channel's secrets: a gateway likes to repeat the key that it does not know."""
        for secret in self._secrets:
            text = text.replace(secret, "＊＊＊")
        return text

    def close(self) -> None:
        """Give the connection back."""
        self._client.close()

    def _require_taken(self, answer: Answer) -> None:
        status = answer.status
        if 200 <= status < 300:
            return
        if status == 429:
            raise self.refused(answer, "说发得太快", permanent=False, is_channels=True)
        if status in (408, 425) or status >= 500:
            raise self.refused(answer, f"出了错（{status}）", permanent=False)
        raise self.refused(answer, f"没有接受（{status}）", permanent=True)


def filled(channel: ChannelSettings, message: Message) -> tuple[str, bytes | None, dict[str, str]]:
    """Address, content and headers of a request in the office's own form, the placeholders filled in."""
    words = {
        "phone": message.address,
        "title": message.subject,
        "text": message.chat or message.subject,
        "link": link_of(message),
        "id": message.identifier,
    }
    body = channel.body.get_secret_value()
    headers = {name: value.get_secret_value() for name, value in channel.headers.items()}
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    form = _form(kind, body)
    if body and not kind:
        headers["Content-Type"] = form
    url = _fill(channel.url.get_secret_value(), words, "form")
    return url, _fill(body, words, form).encode() if body else None, headers


def _form(kind: str, body: str) -> str:
    if kind:
        return kind
    if body.lstrip().startswith(("{", "[")):
        return "application/json; charset=utf-8"
    return "text/xml; charset=utf-8" if body.lstrip().startswith("<") else "application/x-www-form-urlencoded"


def _fill(template: str, words: Mapping[str, str], form: str) -> str:
    def written(found: re.Match[str]) -> str:
        word = words[found[1]]
        if "json" in form:
            return json.dumps(word, ensure_ascii=False)[1:-1]
        if "xml" in form:
            return escape(word)
        return quote(word, safe="") if "form" in form else word

    # In one pass: what a matter is called may itself look like a placeholder.
    return _PLACEHOLDER.sub(written, template)


def _secrets(channel: ChannelSettings) -> set[str]:
    parts = urlsplit(channel.url.get_secret_value())
    found: Iterable[str] = (
        channel.url.get_secret_value(),
        channel.secret.get_secret_value(),
        parts.password or "",
        parts.path.rstrip("/").rpartition("/")[2] if channel.kind == "feishu" else "",
        *(value for _, value in parse_qsl(parts.query) if "{" not in value),
        *(
            value.get_secret_value()
            for name, value in channel.headers.items()
            if name.lower() not in ("content-type", "accept")
        ),
    )
    return {secret for secret in found if len(secret) >= _LEAST_SECRET}
