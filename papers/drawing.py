"""Puts pictures in the place of a paper's charts, for files that cannot draw by themselves."""

from dataclasses import replace

from papers.fonts import Font
from papers.paper import Block, Chart, Paper, Picture


def drawn(paper: Paper, font: Font | None) -> Paper:
    """The paper with its charts drawn in this font; without one it stays as it is, and what writes it says so."""
    if font is None:
        return paper
    return replace(
        paper,
        body=_drawn(paper.body, font),
        appendices=tuple(replace(one, body=_drawn(one.body, font)) for one in paper.appendices),
    )


def _drawn(blocks: tuple[Block, ...], font: Font) -> tuple[Block, ...]:
    return tuple(_picture(block, font) if isinstance(block, Chart) else block for block in blocks)


def _picture(block: Chart, font: Font) -> Block:
    # The drawing library is heavy: only papers with charts wait for it.
    from papers import chart

    png = chart.drawn(block, font)
    return block if png is None else Picture(block.caption, png, block.says)
