"""The headers of every answer."""

from config.settings import settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    # The wall goes full screen; nothing else of the machine is wanted.
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=()",
    "Cache-Control": "no-store",
}

# A browser takes these on an encrypted line alone, and complains of them on any other.
_ENCRYPTED = {"Cross-Origin-Opener-Policy": "same-origin"}


def headers() -> dict[str, str]:
    """The headers for how this board is reached."""
    return HEADERS | _ENCRYPTED if settings().is_https else HEADERS
