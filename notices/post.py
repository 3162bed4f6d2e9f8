"""Letters over one connection to a mail server, kept from one letter to the next, and what the server's answers mean."""

import contextlib
import re
import smtplib
import socket
from collections.abc import Callable

from notices.message import DeliveryError

_LEADING_DOT = re.compile(rb"(?m)^\.")
_TAKEN = 250


class Post:
    """One connection to a mail server. ``dial`` opens it, signed in; it is opened when first needed."""

    def __init__(self, dial: Callable[[], smtplib.SMTP]) -> None:
        self._dial = dial
        self._line: smtplib.SMTP | None = None

    def send(self, sender: str, to: str, letter: bytes) -> None:
        """Hand over one letter to one reader.

        Raises DeliveryError: of the channel where the server is away, permanent where it refuses the reader or
        the letter for good, uncertain where the connection broke after the whole letter was given.
        """
        line = self._begun(sender)
        try:
            code, words = line.rcpt(to)
            if code not in (250, 251):
                raise _refused(f"邮件服务器不收发给{to}的信", code, words)
            code, words = line.docmd("DATA")
            if code != 354:
                raise _refused("邮件服务器不收这封信", code, words)
            body, end = _framed(letter)
            line.send(body)
        except DeliveryError:
            self._reset()
            raise
        except (OSError, smtplib.SMTPException) as error:
            # Without its end a letter is none: nothing arrived.
            self.close()
            raise DeliveryError(f"和邮件服务器的连接断了（{_said(error)}）。系统会再发") from error
        try:
            line.send(end)
            code, words = line.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise DeliveryError(
                f"信已经交给邮件服务器，但没有等到答复（{_said(error)}），不能确定对方是否收到。请与收件人核实。",
                is_uncertain=True,
            ) from error
        if code != _TAKEN:
            self._reset()
            raise _refused("邮件服务器不收这封信", code, words)

    def try_out(self) -> None:
        """Open the connection and close it again. Raises DeliveryError with why it cannot be opened."""
        self._open()
        self.close()

    def close(self) -> None:
        """Say goodbye, if anybody is still there."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                line.quit()

    def _begun(self, sender: str) -> smtplib.SMTP:
        """The connection with a letter begun on it; a kept one that went stale is opened anew, once."""
        if self._line is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                code, _ = self._line.mail(sender)
                if code == _TAKEN:
                    return self._line
            self.close()
        line = self._open()
        try:
            code, words = line.mail(sender)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise DeliveryError(
                f"和邮件服务器的连接断了（{_said(error)}）。系统会再发", is_channels=True
            ) from error
        if code != _TAKEN:
            self.close()
            raise DeliveryError(
                f"邮件服务器不让用{sender}发信（服务器的原话：{_text(code, words)}）。请检查 settings.toml 里的 mail_from",
                is_channels=True,
            )
        return line

    def _open(self) -> smtplib.SMTP:
        try:
            line = self._dial()
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryError(
                f"邮件服务器不认登录的用户名或口令（服务器的原话：{_said(error)}）。请检查 settings.toml 里的邮件通道",
                is_channels=True,
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(
                f"邮件服务器连不上（{_said(error)}）。系统会再发；一直连不上时请检查网络和 settings.toml 里的邮件通道",
                is_channels=True,
            ) from error
        if line.sock is not None:
            # The end of a letter must not wait for the server to acknowledge its beginning.
            with contextlib.suppress(OSError):
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line = line
        return line

    def _reset(self) -> None:
        if self._line is not None:
            try:
                self._line.rset()
            except (OSError, smtplib.SMTPException):
                self.close()


def _framed(letter: bytes) -> tuple[bytes, bytes]:
    """The letter as it goes over the line, and the sign that it is at its end."""
    body = _LEADING_DOT.sub(b"..", letter)
    return (body if body.endswith(b"\r\n") else body + b"\r\n"), b".\r\n"


def _refused(what: str, code: int, words: bytes) -> DeliveryError:
    said = f"服务器的原话：{_text(code, words)}"
    if code == 421:
        return DeliveryError(f"邮件服务器正忙或要停（{said}）。系统会再发", is_channels=True)
    if 500 <= code < 600:
        return DeliveryError(f"{what}（{said}）。请核对联系人的邮箱，改正后重新发送", permanent=True)
    return DeliveryError(f"{what}，但可以再试（{said}）。系统会再发")


def _text(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:300]


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return _text(error.smtp_code, words if isinstance(words, bytes) else str(words).encode())
    if isinstance(error, TimeoutError):
        return "等了太久没有答复"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:300]
