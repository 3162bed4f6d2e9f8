"""The files that go with an e-mail, taken from where they are kept when the letter leaves and not before."""

from dataclasses import replace

from config.refusal import Refusal
from notices.message import Attachment, DeliveryError, Message, Sender
from supervision.duties.file_store import read


def with_files(send: Sender) -> Sender:
    """The same sender, which gets each message with the bytes of what is attached to it.

    One letter's files are in memory at a time. A file that is gone, or is not what was signed, is a DeliveryError:
    the letter is tried again, and goes by the next channel when that was in vain.
    """

    def carry(message: Message) -> None:
        send(replace(message, attachments=tuple(_taken(one) for one in message.attachments)))

    return carry


def _taken(one: Attachment) -> Attachment:
    try:
        return replace(one, content=read(one.sha256))
    except Refusal as refusal:
        raise DeliveryError(f"附件“{one.name}”取不出来，信没有发出：{refusal}") from None
