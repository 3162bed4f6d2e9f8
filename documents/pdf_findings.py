"""What a PDF holds beside readable text, and what a person is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.composing import CHARACTERS_AT_MOST, TOO_LONG
from documents.page_composing import listed
from documents.pdf_page import PdfPage
from documents.source import UnreadableFile

_UNREADABLE = 0.3  # share of characters without a meaning from which on nothing of the file is worth reading
_FEW = 15  # characters; a number or a day stamped on a scan is no text
_SCAN = 0.5  # of the page that pictures cover
_OUTLINES = 100  # shapes on a page without text: characters turned into drawings


@dataclass(slots=True)
class Findings:
    """What was met on the pages, and on which (from 1)."""

    attachments: int = 0
    characters: int = 0
    lost: int = 0
    slanted: int = 0
    unseen: int = 0
    fields: int = 0
    notes: int = 0
    with_text: int = 0
    pictures_only: list[int] = field(default_factory=list)
    outlined: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    garbled_on: list[int] = field(default_factory=list)
    ruled: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)

    def note(self, page: PdfPage, number: int) -> None:
        """Take up what a page is like. Raises UnreadableFile when the pages so far hold too much."""
        self.characters += page.characters
        self.lost += page.lost
        self.slanted += page.slanted
        self.unseen += page.unseen
        # What is not shown takes as long to look at.
        if self.characters + self.unseen + self.slanted > CHARACTERS_AT_MOST:
            raise UnreadableFile(TOO_LONG)
        self.fields += page.fields
        self.notes += page.notes
        if page.lost:
            self.garbled_on.append(number)
        if page.recognised and page.characters:
            self.recognised.append(number)
        if not page.recognised and page.characters < (_FEW if page.pictures >= _SCAN else 1):
            if page.pictures > 0:
                self.pictures_only.append(number)
            elif page.shapes >= _OUTLINES:
                self.outlined.append(number)
        else:
            self.with_text += page.characters > 0

    def refuse_what_is_no_text(self) -> None:
        """Raise UnreadableFile when no page has text, or too much of it has no meaning."""
        if self.lost > _UNREADABLE * self.characters:
            raise UnreadableFile("文件没有给出字体的编码，文字读出来是乱码，请提供 Word 原文")
        if self.with_text:
            return
        if self.damaged:
            raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送")
        if self.pictures_only:
            raise UnreadableFile("这是扫描的图片，没有文字，请提供 Word 原文，或先做文字识别再读入")
        if self.outlined:
            raise UnreadableFile("里面的文字已转成图形，读不出来，请提供 Word 原文")
        raise UnreadableFile("里面没有文字，请提供 Word 原文")

    def messages(self) -> Iterator[str]:
        """What a person is to check."""
        if self.damaged:
            yield f"第{listed(self.damaged)}页已损坏，未能读入，请对照原件补充"
        if self.pictures_only:
            yield f"第{listed(self.pictures_only)}页只有图片，没有文字，未能读入，请对照原件补充"
        if self.outlined:
            yield f"第{listed(self.outlined)}页只有图形，没有文字，未能读入，请对照原件补充"
        if self.recognised:
            yield f"第{listed(self.recognised)}页是扫描件，文字由机器识别而来，可能有错字，请对照原件核对"
        if self.garbled_on:
            yield f"第{listed(self.garbled_on)}页有读不出的字，请对照原件核对"
        if self.ruled:
            yield f"第{listed(self.ruled)}页有线条，可能是表格，按行读成了文字，请对照原件核对"
        if self.slanted:
            yield f"有{self.slanted}个斜排或竖排的字（多为水印）没有读入"
        if self.unseen:
            yield f"有{self.unseen}个隐藏或在页面以外的字没有读入"
        if self.fields:
            yield f"有{self.fields}处表单里填写的内容没有读入，请对照原件补充"
        if self.notes:
            yield f"有{self.notes}处批注没有读入，请人工核对"
        if self.attachments:
            yield "文件里附有别的文件，没有读入，请在阅读软件里另存后分别读入"
