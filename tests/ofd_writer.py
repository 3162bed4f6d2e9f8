"""Writes small OFD files (GB/T 33190) for the tests: text at a place on a page, lines, pictures, templates."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.6  # millimetres: 三号
LEFT, RIGHT, TOP, PITCH = 28.0, 184.0, 37.0, 10.0
PER_LINE = int((RIGHT - LEFT) / SIZE)


@dataclass(frozen=True, slots=True)
class Text:
    """Text whose base line begins at ``x``, ``y`` millimetres; ``more`` are further attributes of its object."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = SIZE
    more: str = ""

    def object(self) -> str:
        """The text object, with its place half in the boundary and half in the code."""
        steps = f'DeltaX="g {len(self.text) - 1} {self.size}"' if len(self.text) > 1 else ""
        return (
            f'<ofd:TextObject ID="1" Font="2" Size="{self.size}" Boundary="{self.x} {self.y - self.size} 150 {self.size}"'
            f' {self.more}><ofd:TextCode X="0" Y="{self.size}" {steps}>{escape(self.text)}</ofd:TextCode></ofd:TextObject>'
        )


def paragraph(text: str, line: int = 0) -> list[Text]:
    """A paragraph with its first line indented by two characters, beginning at that line of the page."""
    first = PER_LINE - 2
    placed = [Text(text[:first], LEFT + 2 * SIZE, TOP + line * PITCH)]
    for number, start in enumerate(range(first, len(text), PER_LINE), start=line + 1):
        placed.append(Text(text[start : start + PER_LINE], LEFT, TOP + number * PITCH))
    return placed


def write(
    path: Path,
    *documents: Sequence[Sequence[Text | str]],
    template: Sequence[Text] = (),
    more: str = "",
) -> Path:
    """An OFD file of these documents; a page is a list of texts, and of objects that are written as they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        bodies = "".join(
            f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_{number}/Document.xml</ofd:DocRoot></ofd:DocBody>"
            for number in range(len(documents))
        )
        package.writestr(
            "OFD.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>',
        )
        for number, pages in enumerate(documents):
            listed = "".join(
                f'<ofd:Page ID="{10 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
                for index in range(len(pages))
            )
            frame = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
            package.writestr(
                f"Doc_{number}/Document.xml",
                f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                f"</ofd:PageArea>{frame}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>",
            )
            if template:
                package.writestr(f"Doc_{number}/Tpls/Tpl_0/Content.xml", _page(template, ""))
            used = '<ofd:Template TemplateID="5" ZOrder="Background"/>' if template else ""
            for index, page in enumerate(pages):
                package.writestr(f"Doc_{number}/Pages/Page_{index}/Content.xml", _page(page, used))
    return path


def rule(x: float, y: float, width: float, height: float) -> str:
    """A line of a table."""
    return (
        f'<ofd:PathObject ID="3" Boundary="{x} {y} {max(width, 0.3)} {max(height, 0.3)}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


PICTURE = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="9"/>'


def _page(page: Sequence[Text | str], used: str) -> str:
    objects = "".join(one if isinstance(one, str) else one.object() for one in page)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {OFD}>{used}<ofd:Content><ofd:Layer ID="6" Type="Body">'
        f"{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
