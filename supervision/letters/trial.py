"""A test message (试发): whether a channel really carries something to an address that a person types in."""

import secrets
from datetime import datetime

from sqlmodel import Session

from config.refusal import Refusal
from config.settings import settings
from models.words import Subject
from notices.addresses import is_mail_address, number
from notices.channels import close_channel, names, open_channel
from notices.message import DeliveryError, Message
from supervision.actor import Actor
from supervision.record.log import log

# To these a channel of its own leads: a group, a system of the office.
WITHOUT_ADDRESS = frozenset({"wecom", "dingtalk", "feishu", "webhook"})


def kind_of(channel: str) -> str | None:
    """What a channel of the settings is; None where there is none of the name."""
    chosen = settings()
    if channel not in names(chosen):
        return None
    return chosen.channels[channel].kind if channel in chosen.channels else "email"


def send_trial(channel: str, address: str, office: str, by: str, now: datetime) -> tuple[bool, str]:
    """Send one test message; whether it was taken, and a sentence about it. No transaction may be open meanwhile.

    Raises Refusal for a channel that is not there and an address that the channel cannot have.
    """
    kind = kind_of(channel)
    if kind is None:
        raise Refusal("设置里没有这个通道。请刷新页面后再试。")
    message = _message(channel, _address(kind, address, office), office, by, now)
    opened = open_channel(settings(), channel)
    try:
        opened(message)
    except DeliveryError as error:
        return False, f"没有发出：{error}"
    finally:
        close_channel(opened)
    return True, _taken(kind, message.address)


def note_trial(
    session: Session, channel: str, address: str, outcome: str, actor: Actor, now: datetime
) -> None:
    """That somebody sent a test message, to whom, and what came of it."""
    note = f"{channel}{address and f'，{address[:100]}'}：{outcome[:200]}"
    log(session, Subject.NOTICE, None, "试发消息", actor.name, now, note=note, channel=channel)


def _address(kind: str, written: str, office: str) -> str:
    match kind:
        case "email":
            if not is_mail_address(written):
                raise Refusal("请填写收信的邮箱，如name@example.org。")
            return written
        case "sms":
            if not number(written):
                raise Refusal("请填写一个能收短信的号码，只写数字。")
            return number(written)
        case _:
            return office


def _message(channel: str, address: str, office: str, by: str, now: datetime) -> Message:
    title = f"【试发】{office}督办系统"
    text = f"这是{by}试发的一条消息，用来检查通知通道，不用办理，也不用回复。"
    link = settings().address
    return Message(
        identifier=f"trial-{secrets.token_hex(8)}",
        address=address,
        name=address,
        subject=title,
        body=f"{text}\n\n{link}\n",
        at=now,
        chat=f"{title}\n{text}\n{link}",
        bare=f"{title}\n{link}",
        channel=channel,
    )


def _taken(kind: str, address: str) -> str:
    if kind == "email" and not settings().mail_url.get_secret_value() and "email" not in settings().channels:
        return "没有设置邮件服务器，信已写成数据文件夹 mail/ 里的 .eml 文件。"
    if kind in WITHOUT_ADDRESS:
        return "对方的服务器已经接受。请到群里或接收的系统里看是否收到。"
    return f"对方的服务器已经接受，发往{address}。请看是否收到；邮件也看看垃圾箱。"
