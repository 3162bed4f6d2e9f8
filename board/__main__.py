"""Serving the board. ``python -m board``."""

import gc
from typing import Any

import uvicorn

from board.app import create_app
from board.patience import Patience
from config import log_lines
from config.private import close_to_others, for_the_owner_alone
from config.settings import settings

_THINGS_BETWEEN = 20_000


def options() -> dict[str, Any]:
    """How the board is served: where, and whom it believes about where a request comes from."""
    return {
        "host": settings().board_host,
        "port": settings().board_port,
        "log_level": "warning",
        # Ours: with the moment, and so that no line can be forged.
        "log_config": None,
        "server_header": False,
        # What a proxy says of who asks is believed of the office's own proxies alone.
        "proxy_headers": bool(settings().proxies),
        "forwarded_allow_ips": settings().proxies or None,
        # An address may carry the token of a signed link: no request line is written down, at any level.
        "access_log": False,
        "http": Patience,
    }


def main() -> None:
    """Serve on the address of the settings until told to stop."""
    log_lines.begin()
    app = create_app()
    # A large page makes tens of thousands of small things; what stays for ever need not be looked through each time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_THINGS_BETWEEN)
    close_to_others()
    with for_the_owner_alone():
        uvicorn.run(app, **options())


if __name__ == "__main__":
    main()
