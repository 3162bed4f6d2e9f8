"""Writes small PDFs: text at places, lines, pictures, a password. What a reader needs and nothing else."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Page:
    """One page in points from the top left corner."""

    texts: list[tuple[float, float, str, float, float]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_picture: bool = False
    shown_turned: int = 0
    operators: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, size: float = 16, lean: float = 0) -> "Page":
        """Put text on a base line; ``lean`` shears it, as watermarks are."""
        self.texts.append((x, y, text, size, lean))
        return self

    def upwards(self, x: float, y: float, text: str, size: float = 16) -> "Page":
        """Put text that runs from the bottom to the top of the page."""
        return self.draw(f"BT /F1 {size} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{_code(text)}> Tj ET")

    def hide(self, x: float, y: float, text: str, size: float = 16) -> "Page":
        """Put text that is there to be found and copied, and not shown."""
        return self.draw(f"BT /F1 {size} Tf 3 Tr 1 0 0 1 {x} {HEIGHT - y} Tm <{_code(text)}> Tj 0 Tr ET")

    def glyphs(self, x: float, y: float, codes: str, size: float = 16) -> "Page":
        """Put glyphs of a font that does not say which characters they are."""
        return self.draw(f"BT /F2 {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{_code(codes)}> Tj ET")

    def draw(self, operators: str) -> "Page":
        """Put operators as they are."""
        self.operators.append(operators)
        return self

    def note(self, entries: str) -> "Page":
        """Put a note or a field on top of the page, by the entries of its dictionary."""
        self.notes.append(entries)
        return self

    def stroke(self, x1: float, y1: float, x2: float, y2: float) -> "Page":
        """Draw a straight line."""
        self.strokes.append((x1, y1, x2, y2))
        return self

    def table(self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> "Page":
        """A ruled table with rows of 40 points; a cell of None is one with the cell above."""
        across = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        for n in range(len(rows) + 1):
            self.stroke(across[0], y + 40 * n, across[-1], y + 40 * n)
        for place in across:
            self.stroke(place, y, place, y + 40 * len(rows))
        for n, row in enumerate(rows):
            for left, text in zip(across, row, strict=False):
                for at, line in enumerate(text.split("\n")):
                    self.write(left + 4, y + 40 * n + 16 + 16 * at, line, 12)
        return self


def pdf(pages: Sequence[Page], password: str = "", owner: str = "") -> bytes:
    """The file. With a ``password`` it opens with that alone; with an ``owner`` alone it opens for everybody."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    descendant = add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] >>"
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
        % descendant
    )
    mute_below = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mute /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>"
    )
    mute = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Mute /Encoding /Identity-H /DescendantFonts [%d 0 R] >>"
        % mute_below
    )
    picture = add(
        _stream(
            b"\xff" * 12,
            b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        )
    )
    numbers = []
    for page in pages:
        content = add(_stream(_drawn(page)))
        numbers.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Annots [%s]"
                b" /Resources << /Font << /F1 %d 0 R /F2 %d 0 R >> /XObject << /P1 %d 0 R >> >> >>"
                % (tree, WIDTH, HEIGHT, page.shown_turned, content, _notes(page), font, mute, picture)
            )
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(numbers), kids)
    trailer = b"/Root %d 0 R" % catalog
    if password or owner:
        key, encryption = _encryption(password, owner or password)
        objects = [_sealed(body, number, key) for number, body in enumerate(objects, start=1)]
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % add(encryption)
    return _file(objects, trailer)


def _drawn(page: Page) -> bytes:
    parts = [
        b"%.2f %.2f m %.2f %.2f l S" % (x1, HEIGHT - y1, x2, HEIGHT - y2) for x1, y1, x2, y2 in page.strokes
    ]
    parts += [
        b"BT /F1 %.2f Tf 1 %.2f %.2f 1 %.2f %.2f Tm <%s> Tj ET"
        % (size, lean, -lean, x, HEIGHT - y, _code(text).encode())
        for x, y, text, size, lean in page.texts
    ]
    if page.has_picture:
        parts.append(b"q 400 0 0 700 80 100 cm /P1 Do Q")
    parts += [operators.encode() for operators in page.operators]
    return b"\n".join(parts)


def _notes(page: Page) -> bytes:
    return b" ".join(b"<< /Type /Annot /Rect [10 10 90 30] %s >>" % one.encode() for one in page.notes)


def _code(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    made = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begins = len(made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return bytes(made) + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        begins,
    )


def _encryption(user: str, owner: str) -> tuple[bytes, bytes]:
    """The key and the dictionary of the oldest encryption that PDF knows (RC4 of 40 bits)."""
    padded_user, padded_owner = ((text.encode() + _PAD)[:32] for text in (user, owner))
    o = _rc4(hashlib.md5(padded_owner).digest()[:5], padded_user)
    permissions = -4
    key = hashlib.md5(padded_user + o + permissions.to_bytes(4, "little", signed=True) + b"\0").digest()[:5]
    u = _rc4(key, _PAD)
    return key, b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        o.hex().encode(),
        u.hex().encode(),
        permissions,
    )


def _sealed(body: bytes, number: int, key: bytes) -> bytes:
    """An object with its stream encrypted; the strings of ours hold nothing that has to be."""
    head, mark, rest = body.partition(b"\nstream\n")
    if not mark:
        return body
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + mark + _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
