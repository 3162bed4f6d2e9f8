"""Serving the board. ``python -m board``."""

import uvicorn

from board.app import create_app
from config.settings import settings


def main() -> None:
    """Serve on the address of the settings until told to stop."""
    uvicorn.run(
        create_app(),
        host=settings().board_host,
        port=settings().board_port,
        log_level="warning",
        server_header=False,
        # What a proxy says of who asks is believed of the office's own proxies alone.
        proxy_headers=bool(settings().proxies),
        forwarded_allow_ips=settings().proxies or None,
        # An address may carry the token of a signed link: no request line is written down, at any level.
        access_log=False,
    )


if __name__ == "__main__":
    main()
