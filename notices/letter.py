"""A message as an e-mail: the bytes that a mail server takes, with what lets mail programs make threads of them."""

import hashlib
from base64 import b64encode
from email.header import Header
from email.message import Message as Head
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import quote

from notices.message import Attachment, DeliveryError, Message

_POLICY = compat32.clone(linesep="\r\n")
_WIDTH = 76
# A digest of two hundred matters belongs to no thread; headers have their limits.
_THREADS = 20


def letter(message: Message, sender: str) -> bytes:
    """The whole letter. Sent again it carries the same Message-ID, so that a second copy can be told.

    ``sender`` is an address, with or without a name. Raises DeliveryError where an attachment is not the file that
    it is called by, and where the reader's address has a blank or a line end in it.
    """
    if not message.address.isprintable() or " " in message.address:
        raise DeliveryError(
            "收件地址不是一个邮箱地址，没有发出。请改正联系人的邮箱后重新发送", permanent=True
        )
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2] or "localhost"
    root = Head()
    root["From"] = formataddr((name, address))
    root["To"] = formataddr((_one_line(message.name), message.address))
    root["Subject"] = Header(_one_line(message.subject), "utf-8", header_name="Subject").encode()
    root["Date"] = format_datetime(message.at)
    root["Message-ID"] = f"<{message.identifier}@{domain}>"
    root["List-Id"] = f"<duban.{domain}>"
    # So that nobody's holiday answer comes back.
    root["Auto-Submitted"] = "auto-generated"
    threads = [f"<{thread}@{domain}>" for thread in message.threads[:_THREADS]]
    if threads:
        root["In-Reply-To"] = threads[0]
        root["References"] = " ".join(threads)
    root["MIME-Version"] = "1.0"
    head = root.as_bytes(policy=_POLICY).rstrip(b"\r\n") + b"\r\n"
    text = _part("plain", message.body)
    if message.html:
        text = _together("alternative", f"=_{message.identifier}", [text, _part("html", message.html)])
    if message.attachments:
        # No beginning of the other boundary: some programs compare no more than that.
        files = [_file(one) for one in message.attachments]
        text = _together("mixed", f"=_files-{message.identifier}", [text, *files])
    return head + text


def _together(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    # A boundary of our own: the same letter is the same bytes. It cannot stand in base64.
    mark = boundary.encode()
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(b"--" + mark + b"\r\n" + part for part in parts) + b"--" + mark + b"--\r\n"


def _file(attachment: Attachment) -> bytes:
    if hashlib.sha256(attachment.content).hexdigest() != attachment.sha256:
        raise DeliveryError(
            f"附件“{attachment.name}”与签发时的文件不一致，没有发出。请联系管理员从备份恢复，再重新发送"
        )
    # The form of RFC 2231, which every mail program of today reads.
    name = f"utf-8''{quote(_one_line(attachment.name), safe='')}"
    head = (
        f"Content-Type: {attachment.media_type};\r\n name*={name}\r\n"
        f"Content-Disposition: attachment;\r\n filename*={name}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + _in_lines(attachment.content)


def _part(kind: str, text: str) -> bytes:
    # Put together by hand: the library's own takes five times as long over a digest of two hundred matters.
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + _in_lines(text.encode("utf-8", "replace"))


def _in_lines(content: bytes) -> bytes:
    code = b64encode(content)
    lines = (code[start : start + _WIDTH] for start in range(0, len(code), _WIDTH))
    return b"\r\n".join(lines) + b"\r\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
