"""Messages as .eml files in the data folder, so that the job can be seen before any channel is set up."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path

from notices.message import DeliveryError, Message, Sender


def mailbox(folder: Path, sender: str) -> Sender:
    """A sender that writes each message into ``folder``, one sub-folder a day, one file a message."""

    def write(message: Message) -> None:
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = formataddr((message.name, message.address))
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.at)
        mail["Message-ID"] = f"<{message.identifier}@{sender.rpartition('@')[2]}>"
        mail.set_content(message.body)
        if message.html:
            mail.add_alternative(message.html, subtype="html")
        day = folder / message.at.date().isoformat()
        try:
            day.mkdir(parents=True, exist_ok=True)
            (day / f"{message.identifier}.eml").write_bytes(mail.as_bytes())
        except OSError as error:
            raise DeliveryError(f"信写不进{day}（{error.strerror}）。请检查磁盘空间和权限") from error

    return write
