"""Messages as .eml files in the data folder, so that the job can be seen before any channel is set up."""

from pathlib import Path

from notices.letter import letter
from notices.message import DeliveryError, Message, Sender


def mailbox(folder: Path, sender: str) -> Sender:
    """A sender that writes each message into ``folder``, one sub-folder a day, one file a message."""

    def write(message: Message) -> None:
        day = folder / message.at.date().isoformat()
        try:
            day.mkdir(parents=True, exist_ok=True)
            (day / f"{message.identifier}.eml").write_bytes(letter(message, sender))
        except OSError as error:
            raise DeliveryError(
                f"信写不进{day}（{error.strerror}）。请检查磁盘空间和权限", is_channels=True
            ) from error

    return write
