"""The office's secret key: what was made here can be told from what somebody else made."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from config.refusal import Refusal
from config.settings import home

_BYTES = 32


def office_key() -> bytes:
    """The key of this data folder (``office.key``, for the owner's eyes alone), made on first use."""
    file = home() / "office.key"
    if not file.exists():
        _make(file)
    key = file.read_bytes()
    if len(key) != _BYTES:
        raise Refusal(
            "数据文件夹里的 office.key 已损坏。请从备份恢复；恢复不了的，删去它，再重新生成链接和回传表。"
        )
    return key


def sealed(purpose: str, *parts: str) -> str:
    """A checksum over these texts that nobody without the key can make, as 32 hexadecimal digits.

    ``purpose`` keeps what was made for one use from passing for another.
    """
    # The lengths stand before the texts: ("ab", "c") is not ("a", "bc").
    written = "".join(f"{len(part)}:{part}" for part in (purpose, *parts))
    return hmac.new(office_key(), written.encode(), hashlib.sha256).hexdigest()[:32]


def is_sealed(seal: str, purpose: str, *parts: str) -> bool:
    """Whether this checksum was made here over these texts."""
    return secrets.compare_digest(seal.encode(), sealed(purpose, *parts).encode())


def digest_of(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def key_name() -> str:
    """A name for the key that tells one office from another and says nothing of the key."""
    return sealed("key name")[:8]


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(secrets.token_bytes(_BYTES))
    try:
        # Whoever comes second keeps the key of the first.
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
