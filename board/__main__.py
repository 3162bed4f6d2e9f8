"""Serving the board. ``python -m board``."""

from typing import Any

from board.patience import Patience
from board.processes import serve_several, settle
from config import log_lines
from config.private import close_to_others, for_the_owner_alone
from config.refusal import Refusal
from config.settings import settings
from supervision.running import board_processes


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
    try:
        count = board_processes()
        close_to_others()
        with for_the_owner_alone():
            if count > 1:
                serve_several(count, options())
            else:
                _serve()
    except Refusal as refusal:
        raise SystemExit(refusal.sentence) from None


def _serve() -> None:
    # Loaded here: where there are several processes this one only looks after them.
    import uvicorn

    from board.app import create_app

    app = create_app()
    settle()
    # Without the number it would be taken from the environment (WEB_CONCURRENCY).
    uvicorn.run(app, workers=1, **options())


if __name__ == "__main__":
    main()
