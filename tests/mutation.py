"""Makes broken files out of sound ones: always the same ones for the same seed.

Bytes are changed as transport and forgers change them. Inside a package the XML is changed and packed again with
the right checksums; otherwise only the checksum would be tried.
"""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"([^"<>]{0,200})"')
_NUMBER = re.compile(rb"\d+")
_EDGES = (
    b"", b"0", b"-1", b"1", b"255", b"65536", b"99999999", b"2147483648", b"99999999999999999999", b"1e308", b"nan",
    b"inf", b"0.1", b"x", b"A1:XFD1048576", b"XFD1048576", b"../../x", b"&#0;", b"&#1;", b"&#xD800;", b"&#x10FFFF;",
    b"&x;", b"%", b"\xff\xfe", "哈".encode() * 400, "１２年".encode(), b"2026-02-30", b"true", b"g 99999999 1",
)  # fmt: skip


def mutant(content: bytes, seed: str) -> bytes:
    """One broken version of a file."""
    random = Random(seed)
    if content.startswith(b"PK") and random.random() < 0.85:
        return _changed_package(content, random)
    # A PDF has its strings and dictionaries between < and > too, and its numbers stand in the open.
    has_markup = content.lstrip()[:1] == b"<" or content.startswith(b"%PDF")
    change = _changed_markup if has_markup and random.random() < 0.8 else _changed_bytes
    return _several(change, content, random)


def _several(change: Callable[[bytes, Random], bytes], content: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        content = change(content, random)
    return content


def _changed_package(content: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    # Mostly where the text is; sometimes a part that others rely on.
    texts = [
        place for place, (name, _) in enumerate(parts) if re.search(r"document|sheet|Content|shared", name)
    ]
    place = random.choice(texts or [0]) if random.random() < 0.7 else random.randrange(len(parts))
    name, inner = parts[place]
    kind = random.random()
    if kind < 0.04:
        del parts[place]
    elif kind < 0.08:
        parts[place] = (random.choice((name.upper(), "x" + name, parts[0][0])), inner)
    elif kind < 0.16:
        parts[place] = (name, _several(_changed_bytes, inner, random))
    elif kind < 0.5:
        parts[place] = (name, _several(_changed_markup, inner, random))
    else:
        parts[place] = (name, _changed_tree(inner, random))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, inner in parts:
            # Two parts of one name are an error that zipfile warns of, and that forgers make.
            info = zipfile.ZipInfo(name)
            new.filelist = [entry for entry in new.filelist if entry.filename != name] + [
                entry for entry in new.filelist if entry.filename == name
            ]
            new.NameToInfo.pop(name, None)
            new.writestr(info, inner, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _changed_markup(content: bytes, random: Random) -> bytes:
    tags = [match.span() for match in _TAG.finditer(content)]
    if len(tags) < 2:
        return _changed_bytes(content, random)
    start, end = random.choice(tags)
    kind = random.randrange(9)
    if kind == 0:  # a mark is lost
        return content[:start] + content[end:]
    if kind == 1:  # two marks change places
        other, its_end = random.choice(tags)
        if other < end:
            return content[:start] + content[end:]
        return (
            content[:start]
            + content[other:its_end]
            + content[end:other]
            + content[start:end]
            + content[its_end:]
        )
    if kind == 2:  # a stretch is there many times
        last = random.choice(tags)[1]
        stretch = content[start : max(end, min(last, start + 2000))]
        return content[:start] + stretch * random.choice((2, 3, 50)) + content[start:]
    if kind == 3:  # one mark inside the other inside the other
        return content[:start] + content[start:end] * random.choice((20, 300, 3000)) + content[start:]
    if kind == 4:  # something else where text was
        return content[:end] + random.choice(_EDGES) + content[end:]
    if kind == 5:  # a stretch is lost
        last = random.choice(tags)[1]
        return content[:start] + content[max(end, last) :]
    if kind == 6:  # another number
        return _replaced(_NUMBER, content, random)
    return _replaced(_VALUE, content, random)  # another value of an attribute


def _changed_tree(content: bytes, random: Random) -> bytes:
    """A change after which the XML is still XML."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return _changed_bytes(content, random)
    for _ in range(random.choice((1, 2, 4, 10, 40))):
        every = [one for one in root.iter() if isinstance(one.tag, str)]
        element, other = random.choices(every, k=2)
        parent = element.getparent()
        kind = random.randrange(9)
        value = random.choice(_EDGES).decode("utf-8", "ignore")
        is_small = len(every) < 20_000 and sum(1 for _ in element.iter()) < 100
        if kind == 0 and parent is not None:  # gone, with all that was in it
            parent.remove(element)
        elif kind == 1 and is_small:  # there many times
            other.extend([deepcopy(element) for _ in range(random.choice((1, 2, 20)))])
        elif kind == 2 and element not in other.iterancestors() and other is not element:  # elsewhere
            other.append(element)
        elif kind == 3:  # called something else
            element.tag = other.tag
        elif kind == 4:  # given what another was given
            element.attrib.update(other.attrib)
        elif kind == 5:
            element.text = value if value.isprintable() else ""
        elif kind == 6 and is_small:  # inside itself
            for _ in range(random.choice((1, 20, 150))):
                inner = deepcopy(element)
                element.clear()
                element.append(inner)
                element = inner
        elif element.attrib:  # another value, or none
            name = random.choice(sorted(str(key) for key in element.attrib))
            if random.random() < 0.2:
                del element.attrib[name]
            else:
                element.set(name, value)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _replaced(pattern: re.Pattern[bytes], content: bytes, random: Random) -> bytes:
    places = [match.span(match.re.groups) for match in pattern.finditer(content)]
    if not places:
        return content
    start, end = random.choice(places)
    return content[:start] + random.choice(_EDGES) + content[end:]


def _changed_bytes(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content) + 1)
    length = random.choice((1, 1, 2, 4, 16, 300))
    kind = random.randrange(7)
    if kind == 0:
        return content[:place]
    if kind == 1:
        return content[:place] + content[place + length :]
    if kind == 2:
        return content[:place] + content[place : place + length] * 3 + content[place + length :]
    if kind == 3:
        return content[:place] + random.randbytes(length) + content[place + length :]
    if kind == 4:
        return content[:place] + bytes([random.choice((0, 0xFF))]) * length + content[place + length :]
    if kind == 5:
        return content[:place] + random.choice(_EDGES) + content[place:]
    other = random.randrange(len(content) + 1)
    return content[:place] + content[other : other + length] + content[place + length :]
