"""Where files lie in memory, so that no test waits for a disk. A container gives little of it: then nowhere."""

import os
import shutil
from pathlib import Path

_FOLDER = Path("/dev/shm")
_WANTED_BYTES = 2 << 30

MEMORY: str | None = None
if _FOLDER.is_dir() and os.access(_FOLDER, os.W_OK) and shutil.disk_usage(_FOLDER).free > _WANTED_BYTES:
    MEMORY = str(_FOLDER)
