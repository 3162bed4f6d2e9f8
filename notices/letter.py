"""A message as an e-mail: the bytes that a mail server takes, with what lets mail programs make threads of them."""

from base64 import b64encode
from email.header import Header
from email.message import Message as Head
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr

from notices.message import Message

_POLICY = compat32.clone(linesep="\r\n")
_WIDTH = 76
# A digest of two hundred matters belongs to no thread; headers have their limits.
_THREADS = 20


def letter(message: Message, sender: str) -> bytes:
    """The whole letter. Sent again it carries the same Message-ID, so that a second copy can be told.

    ``sender`` is an address, with or without a name.
    """
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
    plain = _part("plain", message.body)
    if not message.html:
        return head + plain
    # A boundary of our own: the same letter is the same bytes. It cannot stand in base64.
    mark = f"=_{message.identifier}".encode()
    kind = b'Content-Type: multipart/alternative; boundary="' + mark + b'"\r\n\r\n'
    parts = b"".join(b"--" + mark + b"\r\n" + part for part in (plain, _part("html", message.html)))
    return head + kind + parts + b"--" + mark + b"--\r\n"


def _part(kind: str, text: str) -> bytes:
    # Put together by hand: the library's own takes five times as long over a digest of two hundred matters.
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    code = b64encode(text.encode("utf-8", "replace"))
    lines = (code[start : start + _WIDTH] for start in range(0, len(code), _WIDTH))
    return head.encode() + b"\r\n".join(lines) + b"\r\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
