"""Writes a paper as one page of HTML that needs nothing else: to be read in a browser, sent on, printed.

Charts are drawn as SVG, so that no font of this machine is needed.
"""

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

from papers.paper import (
    Appendix,
    Block,
    Chart,
    Fields,
    Heading,
    Paper,
    Picture,
    TableOf,
    Text,
    numbered,
    open_places,
)
from papers.to_svg import svg
from schedules.wording import day_in_words

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; } }
@page :first { @bottom-center { content: none; } }
@page wide { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 50rem; color: #111; background: #fff;
  font: 16pt/1.75 "仿宋_GB2312", FangSong, STFangsong, "Noto Serif CJK SC", serif; }
h1, .masthead, .cover-title { text-align: center; font-family: "方正小标宋简体", SimSun, "Noto Serif CJK SC", serif;
  font-weight: normal; line-height: 1.5; overflow-wrap: anywhere; }
h1 { font-size: 22pt; margin: 1em 0 0.3em; } .masthead { color: #f00; font-size: 28pt; margin: 0 0 0.5em; }
h2, h3, h4, h5 { font-size: 16pt; font-weight: normal; margin: 0.6em 0 0; text-indent: 2em; break-after: avoid; }
h2 { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; } h3 { font-family: "楷体_GB2312", KaiTi, serif; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
p.centre, p.lead { text-indent: 0; } p.centre { text-align: center; }
p.number { border-bottom: 2pt solid #f00; padding-bottom: 0.6em; } p.sign { text-align: right; text-indent: 0; }
p.caption { font: 12pt/1.5 "黑体", SimHei, "Noto Sans CJK SC", sans-serif; text-align: center; text-indent: 0;
  margin-top: 0.8em; break-after: avoid; } p.note { font-size: 9pt; text-indent: 0; margin-bottom: 0.8em; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.35; }
table.many { font-size: 9pt; } th, td { border: 0.5pt solid #333; padding: 0.2em 0.35em; overflow-wrap: anywhere; }
th { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; font-weight: normal; } thead { display: table-header-group; }
tr { break-inside: avoid; } td { text-align: center; white-space: pre-line; } td.left { text-align: left; }
td.right { text-align: right; } th[scope=row] { width: 8em; } mark { background: #ff0; print-color-adjust: exact; }
table.set { table-layout: fixed; }
figure { margin: 0.8em 0; break-inside: avoid; } figure svg, figure img { width: 100%; height: auto; }
figcaption { font: 12pt/1.5 "黑体", SimHei, sans-serif; text-align: center; }
.cover { min-height: 90vh; display: flex; flex-direction: column; justify-content: space-between; text-align: center; }
.cover-title { font-size: 26pt; } section { break-before: page; } section.cover { break-before: auto; }
section.wide { page: wide; }
@media screen { section + section { margin-top: 4rem; } }
@media (max-width: 40rem) { table.set { min-width: 44rem; } body { font-size: 13pt; padding: 1rem 0.75rem; } h2, h3, h4, h5 { font-size: 13pt; } }
@media print { body { padding: 0; max-width: none; } .scroll { overflow: visible; } .cover { min-height: 200mm; } }
"""


def write(paper: Paper, path: Path) -> None:
    """Write the page to ``path``, over what was there. The same paper gives the same bytes."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(page(paper), "utf-8", errors="replace")
    unfinished.replace(path)


def page(paper: Paper) -> str:
    """The whole page."""
    title = escape(paper.title.replace("\n", ""))
    parts = [*_cover(paper), "<main>", *_head(paper), *_blocks(paper.body)]
    listed = [one for one in paper.appendices if one.is_listed]
    alone = len(listed) == 1
    parts += [
        f"<p>{'附件：' if position == 1 else '　　　'}{'' if alone else f'{position}.'}{escape(one.title)}</p>"
        for position, one in enumerate(listed, 1)
    ]
    parts += [f'<p class="sign">{escape(paper.signed_by)}</p><p class="sign">{day_in_words(paper.dated)}</p>']
    if paper.remark:
        parts.append(f"<p>（{escape(paper.remark)}）</p>")
    for one in paper.appendices:
        mark = ("附件" if alone else f"附件{listed.index(one) + 1}") if one.is_listed else ""
        parts += _appendix(mark, one)
    if paper.copies_to:
        parts.append(f"<p>抄送：{escape(paper.copies_to)}。</p>")
    parts.append("</main>")
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def _cover(paper: Paper) -> Iterable[str]:
    if not paper.explained:
        return
    title = "<br>".join(escape(line) for line in paper.title.split("\n"))
    yield (
        f'<section class="cover"><p class="centre">{escape(paper.masthead or paper.signed_by)}</p>'
        f'<div><p class="centre cover-title">{title}</p><p class="centre">{escape(paper.subtitle)}</p></div>'
        f'<div><p class="centre">{escape(paper.signed_by)}</p><p class="centre">{day_in_words(paper.dated)}</p></div>'
        "</section>"
    )
    yield f'<section><p class="caption">编制说明</p>{_fields(Fields(paper.explained))}</section>'


def _head(paper: Paper) -> Iterable[str]:
    yield '<section class="head">' if paper.explained else "<div>"
    if paper.masthead:
        yield f'<p class="masthead centre">{escape(paper.masthead)}</p><p class="centre number">{_marked(paper.number)}</p>'
    yield f"<h1>{'<br>'.join(escape(line) for line in paper.title.split(chr(10)))}</h1>"
    if paper.subtitle:
        yield f'<p class="centre">{escape(paper.subtitle)}</p>'
    if paper.addressees:
        yield f'<p class="lead">{_marked(paper.addressees)}：</p>'
    yield "</section>" if paper.explained else "</div>"


def _appendix(mark: str, one: Appendix) -> Iterable[str]:
    yield f'<section class="{"wide" if one.is_wide else "tall"}"><p class="lead">{mark}</p>'
    yield f"<h1>{escape(one.title)}</h1>"
    yield from _blocks(one.body, has_numbers=False)
    yield "</section>"


def _blocks(blocks: tuple[Block, ...], has_numbers: bool = True) -> Iterable[str]:
    for number, block in numbered(blocks):
        match block:
            case Heading():
                yield f"<h{block.level + 1}>{number}{escape(block.text)}</h{block.level + 1}>"
            case Text():
                lead = f"<b>{escape(block.lead)}</b>" if block.lead else ""
                yield f"<p>{lead}{_marked(block.text)}</p>"
            case TableOf():
                yield from _table(number if has_numbers else "", block)
            case Picture():
                data = base64.b64encode(block.png).decode()
                image = f'<img alt="{escape(block.says)}" src="data:image/png;base64,{data}">'
                yield f"<figure>{image}<figcaption>{number}{escape(block.caption)}</figcaption></figure>"
            case Chart():
                yield f"<figure>{svg(block)}<figcaption>{number}{escape(block.caption)}</figcaption></figure>"
            case Fields():
                yield _fields(block)


def _table(number: str, table: TableOf) -> Iterable[str]:
    if table.caption:
        yield f'<p class="caption">{number}{escape(table.caption)}</p>'
    many = " many" if len(table.columns) > 8 else ""
    total = sum(one.share for one in table.columns)
    widths = "".join(f'<col style="width:{100 * one.share / total:.2f}%">' for one in table.columns)
    head = "".join(f'<th scope="col">{escape(one.title)}</th>' for one in table.columns)
    yield f'<div class="scroll"><table class="set{many}"><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>'
    sides = [f' class="{one.side}"' if one.side != "centre" else "" for one in table.columns]
    for row in table.rows:
        cells = "".join(f"<td{side}>{_marked(cell)}</td>" for side, cell in zip(sides, row, strict=True))
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _fields(fields: Fields) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td class="left">{_marked(text)}</td></tr>'
        for label, text in fields.rows
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _marked(text: str) -> str:
    if "〔" not in text:
        return escape(text)
    return "".join(
        f"<mark>{escape(piece)}</mark>" if is_open else escape(piece) for piece, is_open in open_places(text)
    )
