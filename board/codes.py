"""QR codes as inline SVG: an address that a telephone opens."""

from functools import lru_cache

from markupsafe import Markup


@lru_cache(maxsize=2048)
def code(address: str) -> Markup:
    """The QR code of an address, as large as its place; black on whatever is below, so keep that white."""
    import segno  # it takes a while, and few pages want it

    # A corner torn off the paper or a finger on it should not spoil it.
    made = segno.make(address, error="m", micro=False, boost_error=False)
    return Markup(made.svg_inline(omitsize=True, border=2, svgclass="code", lineclass=None))
