import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.reading import read
from documents.source import BlockKind, Source
from tests.read_here import read_here

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def write(path: Path, body: str, numbering: str = "", styles: str = "") -> Path:
    """A Word file with this body, these lists and these styles, and nothing else."""
    space = (
        f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    main = f'<Relationship Id="r1" Type="{KIND}officeDocument" Target="word/document.xml"/>'
    lists = (
        f'<Relationship Id="r1" Type="{KIND}numbering" Target="numbering.xml"/>'
        f'<Relationship Id="r2" Type="{KIND}styles" Target="styles.xml"/>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS.format(main))
        package.writestr("word/_rels/document.xml.rels", RELATIONS.format(lists))
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        package.writestr("word/numbering.xml", f"<w:numbering {space}>{numbering}</w:numbering>")
        package.writestr("word/styles.xml", f"<w:styles {space}>{styles}</w:styles>")
    return path


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OFFICIAL = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def item(text: str, depth: int = 0, number: int = 1) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def plain(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def check_offsets(source: Source) -> None:
    for block in source.blocks:
        assert source.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert source.text[cell.start : cell.end] == cell.text


def test_automatic_numbers_of_three_levels_become_text(tmp_path: Path) -> None:
    body = (
        item("总体要求")
        + item("重点任务")
        + item("强化引领", 1)
        + item("开展宣讲", 2)
        + item("办好讲堂", 2)
        + item("建设队伍", 1)
        + item("定期培训", 2)
        + item("保障措施")
        + item("加强领导", 1)
    )
    source = read(write(tmp_path / "方案.docx", body, OFFICIAL))
    assert source.text.split("\n") == [
        "一、总体要求",
        "二、重点任务",
        "（一）强化引领",
        "1.开展宣讲",
        "2.办好讲堂",
        "（二）建设队伍",
        "1.定期培训",
        "三、保障措施",
        "（一）加强领导",
    ]
    check_offsets(source)


def test_a_list_goes_on_counting_after_a_paragraph_without_a_number(tmp_path: Path) -> None:
    body = item("甲") + plain("说明文字") + item("乙")
    assert read_here(write(tmp_path / "a.docx", body, OFFICIAL)).text == "一、甲\n说明文字\n二、乙"


def test_an_item_after_the_tenth_is_written_as_the_genre_writes_it(tmp_path: Path) -> None:
    lines = read_here(
        write(tmp_path / "a.docx", "".join(item("项") for _ in range(21)), OFFICIAL)
    ).text.split("\n")
    assert (lines[9], lines[10], lines[19], lines[20]) == ("十、项", "十一、项", "二十、项", "二十一、项")


def test_a_second_list_with_its_own_start_begins_anew(tmp_path: Path) -> None:
    restart = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    text = read_here(write(tmp_path / "a.docx", body, OFFICIAL + restart)).text
    assert text == "一、甲\n二、乙\n一、丙\n二、丁"


def test_a_number_that_comes_from_the_style_is_written_too(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="A"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="B"/><w:isLgl/>')
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/>{listed}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/>{listed}</w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="own"/><w:basedOn w:val="B"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("A", "总则"), ("B", "目的"), ("C", "范围"), ("A", "任务"), ("B", "分工"))
    )
    source = read_here(write(tmp_path / "a.docx", body, numbering, styles))
    assert source.text.split("\n") == ["第一章 总则", "1.1 目的", "1.2 范围", "第二章 任务", "2.1 分工"]


def test_a_list_that_is_defined_by_a_style_is_found_through_it(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="公文"/>'
        + level(0, "chineseCounting", "%1、")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="公文"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    body = item("甲") + item("乙")
    assert read_here(write(tmp_path / "a.docx", body, numbering, styles)).text == "一、甲\n二、乙"


def test_a_level_marked_to_go_on_is_not_begun_anew_under_the_next_heading(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "第%1章")
        + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("总则") + item("甲", 1) + item("分则") + item("乙", 1)
    lines = read_here(write(tmp_path / "a.docx", body, numbering)).text.split("\n")
    assert lines == ["第一章 总则", "第一条 甲", "第二章 分则", "第二条 乙"]


def test_a_paragraph_can_be_taken_out_of_the_list_of_its_style(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    out = '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
    inside = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    text = read_here(write(tmp_path / "a.docx", inside + out + inside, OFFICIAL, styles)).text
    assert text == "一、甲\n乙\n二、甲"


@pytest.mark.parametrize(
    ("form", "text", "third"),
    [
        ("decimalEnclosedCircle", "%1", "③"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("upperLetter", "%1.", "C."),
        ("lowerRoman", "%1)", "iii)"),
        ("ideographTraditional", "%1、", "丙、"),
        ("decimalFullWidth", "%1．", "３．"),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("decimalZero", "%1 ", "03 "),
        ("bullet", "●", ""),
        ("none", "第%1条", "第条 "),
    ],
)
def test_each_kind_of_number_looks_as_word_prints_it(
    tmp_path: Path, form: str, text: str, third: str
) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, form, text)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    lines = read_here(write(tmp_path / "a.docx", item("条") * 3, numbering)).text.split("\n")
    assert lines[2].removesuffix("条").rstrip() == third.rstrip()


def test_a_number_before_a_year_does_not_run_into_it(tmp_path: Path) -> None:
    body = item("2026年6月底前完成。", 2)
    assert read_here(write(tmp_path / "a.docx", body, OFFICIAL)).text == "1. 2026年6月底前完成。"


def test_tracked_insertions_are_kept_and_deletions_dropped(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>完成时限：</w:t></w:r>"
        '<w:del w:id="1" w:author="甲"><w:r><w:delText>6月底前</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="甲"><w:r><w:t>9月底前</w:t></w:r></w:ins></w:p>'
    )
    assert read_here(write(tmp_path / "a.docx", body)).text == "完成时限：9月底前"


def test_a_deleted_item_is_not_counted(tmp_path: Path) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr>'
        '<w:del w:id="2" w:author="甲"><w:r><w:delText>取消的事</w:delText></w:r></w:del></w:p>'
    )
    text = read_here(write(tmp_path / "a.docx", item("甲") + gone + item("乙"), OFFICIAL)).text
    assert text == "一、甲\n二、乙"


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next(tmp_path: Path) -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr><w:r><w:t>市总工会</w:t></w:r></w:p>'
    assert read_here(write(tmp_path / "a.docx", first + plain("牵头负责"))).text == "市总工会牵头负责"


def test_content_controls_fields_and_links_give_their_text(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + plain("控件里的段落") + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>发文字号：</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>江办〔2026〕3号</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
        '<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:fldSimple w:instr="DATE"><w:r>'
        "<w:t>3月5日</w:t></w:r></w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    text = read_here(write(tmp_path / "a.docx", body)).text
    assert text == "控件里的段落\n发文字号：江办〔2026〕3号\n链接3月5日"


def test_an_empty_field_of_a_form_does_not_give_its_invitation(tmp_path: Path) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    body = f"<w:p><w:r><w:t>责任单位：</w:t></w:r>{control}</w:p>"
    assert read_here(write(tmp_path / "a.docx", body)).text == "责任单位："


def test_a_text_box_is_read_once_although_word_writes_it_twice(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + plain("联系人：李明") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read_here(write(tmp_path / "a.docx", body)).text == "正文\n联系人：李明"


def test_a_table_of_contents_does_not_repeat_the_headings(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    body = '<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:r><w:t>一、总体要求3</w:t></w:r></w:p>' + item(
        "总体要求"
    )
    assert read_here(write(tmp_path / "a.docx", body, OFFICIAL, styles)).text == "一、总体要求"


def test_hidden_text_is_left_out_and_said_so(tmp_path: Path) -> None:
    body = plain("公开内容") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
    source = read_here(write(tmp_path / "a.docx", body))
    assert "隐藏" not in source.text
    assert [problem.message for problem in source.problems] == [
        "文中有1处隐藏文字没有读入，如需读入请先取消隐藏"
    ]


def test_a_table_gives_rows_with_headings_and_fills_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件：重点项目分解表")
    table = document.add_table(rows=4, cols=3)
    for column, text in enumerate(("项目", "责任单位", "完成时限")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "技能提升"
    table.cell(1, 0).merge(table.cell(2, 0))
    for row, (units, due) in enumerate((("市人社局", "6月底"), ("市总工会\n市国资委", "9月底")), start=1):
        table.cell(row, 1).text = units
        table.cell(row, 2).text = due
    table.cell(3, 0).text = "合计"
    document.save(str(tmp_path / "表.docx"))
    source = read(tmp_path / "表.docx")
    check_offsets(source)
    rows = [block for block in source.blocks if block.kind is BlockKind.ROW]
    assert [[(cell.heading, cell.text) for cell in row.cells] for row in rows[1:3]] == [
        [("项目", "技能提升"), ("责任单位", "市人社局"), ("完成时限", "6月底")],
        [("项目", "技能提升"), ("责任单位", "市总工会\n市国资委"), ("完成时限", "9月底")],
    ]
    assert rows[1].text == "技能提升\t市人社局\t6月底"


def test_a_serial_number_that_word_counts_fills_its_cell(tmp_path: Path) -> None:
    def row(number: str, title: str) -> str:
        return f"<w:tr><w:tc>{number}</w:tc><w:tc>{plain(title)}</w:tc></w:tr>"

    counted = item("", 2)
    body = f"<w:tbl>{row(plain('序号'), '任务')}{row(counted, '甲')}{row(counted, '乙')}</w:tbl>" + plain(
        "完"
    )
    source = read_here(write(tmp_path / "a.docx", body, OFFICIAL))
    assert [[cell.text for cell in block.cells] for block in source.blocks[1:3]] == [
        ["1.", "甲"],
        ["2.", "乙"],
    ]


def test_a_frame_of_one_cell_is_read_as_paragraphs(tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr><w:tc>{plain('江临市人民政府办公室')}{plain('文件')}</w:tc></w:tr></w:tbl>"
    source = read_here(write(tmp_path / "a.docx", body))
    assert [block.kind for block in source.blocks] == [BlockKind.PARAGRAPH] * 2
    assert source.text == "江临市人民政府办公室\n文件"


def test_a_row_struck_out_by_a_tracked_change_is_gone(tmp_path: Path) -> None:
    gone = '<w:trPr><w:del w:id="1" w:author="甲"/></w:trPr>'
    cells = f"<w:tc>{plain('甲')}</w:tc><w:tc>{plain('乙')}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{gone}{cells}</w:tr></w:tbl>"
    assert read_here(write(tmp_path / "a.docx", body)).text == "甲\t乙"


def test_a_document_as_python_docx_writes_it_reads_the_same(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("关于印发方案的通知", "", "各成员单位：", "　　请认真抓好落实。"):
        document.add_paragraph(text)
    note = document.paragraphs[-1]._p
    note.append(parse_xml(f"<w:r {nsdecls('w')}><w:br/><w:t>2026年3月5日</w:t></w:r>"))
    document.save(str(tmp_path / "a.docx"))
    source = read(tmp_path / "a.docx")
    assert source.text == "关于印发方案的通知\n\n各成员单位：\n　　请认真抓好落实。\n2026年3月5日"
    assert source.format == "docx"
    check_offsets(source)
