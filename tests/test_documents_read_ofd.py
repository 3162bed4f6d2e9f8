"""Official papers in OFD, the national format for what is final."""

from pathlib import Path

import pytest

from documents.extraction import extract
from documents.identify import Container
from documents.readers import read_as
from documents.reading import read
from documents.source import Source, UnreadableFile
from tests.ofd_writer import LEFT, PER_LINE, PICTURE, PITCH, SIZE, TOP, Text, paragraph, rule, write

LONG = (
    "各成员单位要把产业工人队伍建设改革摆在重要位置，明确责任领导和责任科室，确保各项任务按时完成，落到实处。"
)
NEXT = "市总工会牵头，市人社局配合，6月15日前报送工作方案。"


def texts(source: Source) -> list[str]:
    for block in source.blocks:
        assert source.text[block.start : block.end] == block.text
    return [block.text for block in source.blocks]


def source_of(path: Path) -> Source:
    """Read in this process: what goes through the child is tested with the other files of strangers."""
    return read_as(Container.PACKAGE, path)


def test_an_ofd_is_read_in_the_child_and_gives_its_duties(tmp_path: Path) -> None:
    page = [Text("关于印发工作方案的通知", 60), *paragraph(LONG, 2), *paragraph(NEXT, 6)]
    source = read(write(tmp_path / "通知.ofd", [page]))
    assert source.format == "ofd"
    assert texts(source) == ["关于印发工作方案的通知", LONG, NEXT]
    assert any("市总工会" in name for draft in extract(source).tasks for name in draft.lead)


def test_lines_that_the_page_broke_are_one_paragraph(tmp_path: Path) -> None:
    page = [*paragraph(LONG), *paragraph(NEXT, 3)]
    assert texts(source_of(write(tmp_path / "a.ofd", [page]))) == [LONG, NEXT]


def test_a_paragraph_runs_on_over_the_page_break_and_page_numbers_are_no_part_of_it(tmp_path: Path) -> None:
    first, *rest = paragraph(LONG)
    foot = TOP + 22 * PITCH
    pages = [
        [Text(first.text, first.x, foot - 20), Text("— 1 —", 90, foot, 4)],
        [*(Text(one.text, one.x, TOP + i * PITCH) for i, one in enumerate(rest)), Text("— 2 —", 90, foot, 4)],
    ]
    assert texts(source_of(write(tmp_path / "a.ofd", pages))) == [LONG]


def test_objects_in_any_order_are_read_line_by_line_from_left_to_right(tmp_path: Path) -> None:
    # One line of three objects whose base lines differ by a hair, as digits and Han of different fonts do.
    y = TOP + PITCH
    page = [
        Text("日前报送。", LEFT + 10 * SIZE, y),
        Text("15", LEFT + 8.2 * SIZE, y + 0.4, SIZE / 2),
        Text("各单位务必于6月", LEFT, y + 0.2),
        Text("通知", 100, TOP - PITCH),
    ]
    assert texts(source_of(write(tmp_path / "a.ofd", [page]))) == ["通知", "各单位务必于6月15日前报送。"]


def test_a_running_head_is_left_out_and_a_template_is_read_once(tmp_path: Path) -> None:
    heads = [Text(f"产改工作简报第{number}期", 90, 20, 4) for number in range(1, 5)]
    pages = [[head, *paragraph(chr(0x4E00 + i) * 60)] for i, head in enumerate(heads)]
    path = write(tmp_path / "a.ofd", pages, template=[Text("市总工会文件", 70, 30, 8)])
    read_texts = texts(source_of(path))
    assert read_texts == ["市总工会文件", *(chr(0x4E00 + i) * 60 for i in range(4))]


def test_the_documents_of_one_file_are_read_in_order(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ofd", [paragraph(NEXT)], [paragraph(LONG)])
    assert texts(source_of(path)) == [NEXT, LONG]


def register(
    rows: list[list[str]], top: float = TOP, widths: tuple[float, ...] = (15, 60, 40, 40)
) -> list[Text | str]:
    """A table with all its lines; a text of ^ continues the cell above it, without a line between."""
    places = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
    drawn: list[Text | str] = [rule(x, top, 0, 16.0 * len(rows)) for x in places]
    drawn.append(rule(LEFT, top + 16 * len(rows), sum(widths), 0))
    for number, row in enumerate(rows):
        y = top + 16 * number
        for text, x, width in zip(row, places, widths, strict=False):
            if text != "^":
                drawn.append(rule(x, y, width, 0))
                per_line = int(width / SIZE)
                drawn += [
                    Text(text[start : start + per_line], x + 1, y + 7 + 7 * line)
                    for line, start in enumerate(range(0, len(text), per_line))
                ]
    return drawn


HEADING = ["序号", "工作任务", "责任单位", "完成时限"]


def test_a_drawn_table_gives_rows_under_headings_and_merged_cells_are_filled(tmp_path: Path) -> None:
    rows = [
        HEADING,
        ["1", "建立产业工人队伍建设改革台账", "市总工会", "6月底前"],
        ["2", "报送总结", "^", "12月底前"],
    ]
    page = [Text("任务分工表", 90, TOP - PITCH), *register(rows), *paragraph(NEXT, 8)]
    source = source_of(write(tmp_path / "a.ofd", [page]))
    assert texts(source) == [
        "任务分工表",
        "序号\t工作任务\t责任单位\t完成时限",
        "1\t建立产业工人队伍建设改革台账\t市总工会\t6月底前",
        "2\t报送总结\t市总工会\t12月底前",
        NEXT,
    ]
    assert [cell.heading for cell in source.blocks[3].cells] == HEADING
    assert [draft.title for draft in extract(source).tasks][:2] == [
        "建立产业工人队伍建设改革台账",
        "报送总结",
    ]


def test_a_table_that_runs_on_over_the_page_is_one_and_its_heading_is_read_once(tmp_path: Path) -> None:
    first = register([HEADING, ["1", "建立台账", "市总工会", "6月底前"]], 200)
    second = register([HEADING, ["2", "报送总结", "市人社局", "12月底前"]])
    pages = [[*paragraph(LONG), *first, Text("— 1 —", 90, 270, 4)], [*second, Text("— 2 —", 90, 270, 4)]]
    source = source_of(write(tmp_path / "a.ofd", pages))
    assert texts(source)[2:] == ["1\t建立台账\t市总工会\t6月底前", "2\t报送总结\t市人社局\t12月底前"]
    assert [cell.heading for cell in source.blocks[-1].cells] == HEADING
    assert source.problems == ()


def test_a_frame_around_the_text_is_no_table(tmp_path: Path) -> None:
    frame = [rule(20, 20, 170, 0), rule(20, 250, 170, 0), rule(20, 20, 0, 230), rule(190, 20, 0, 230)]
    assert texts(source_of(write(tmp_path / "a.ofd", [[*frame, *paragraph(LONG)]]))) == [LONG]


def test_lines_that_make_no_table_are_pointed_out(tmp_path: Path) -> None:
    page: list[Text | str] = [*paragraph(NEXT), *(rule(LEFT, 100 + 10 * i, 150, 0) for i in range(6))]
    source = source_of(write(tmp_path / "a.ofd", [page]))
    assert [problem.message for problem in source.problems] == [
        "第1页有线条，可能是表格，按行读成了文字，请对照原件核对"
    ]


def test_columns_within_one_object_are_told_by_its_advances(tmp_path: Path) -> None:
    two = (
        f'<ofd:TextObject ID="1" Size="{SIZE}" Boundary="28 37 150 8"><ofd:TextCode X="0" Y="6" DeltaX="{SIZE} 60 g 1 {SIZE}">'
        "任务单位</ofd:TextCode></ofd:TextObject>"
    )
    assert source_of(write(tmp_path / "a.ofd", [[two]])).text == "任务\u3000单位"


def test_type_printed_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    page = [*paragraph(NEXT), *(Text(one.text, one.x + 0.1, one.y) for one in paragraph(NEXT))]
    assert source_of(write(tmp_path / "a.ofd", [page])).text == NEXT


def test_a_watermark_and_hidden_text_are_left_out_and_told(tmp_path: Path) -> None:
    page = [
        *paragraph(NEXT),
        Text("内部资料", 60, 120, 20, 'CTM="0.7 -0.7 0.7 0.7 0 0"'),
        Text("看不见", 60, 150, more='Visible="false"'),
    ]
    source = source_of(write(tmp_path / "a.ofd", [page]))
    assert source.text == NEXT
    messages = [problem.message for problem in source.problems]
    assert messages == ["有1处斜排的文字（多为水印）没有读入", "有1处隐藏或在页面以外的文字没有读入"]


def test_a_page_that_is_only_a_picture_is_named(tmp_path: Path) -> None:
    source = source_of(write(tmp_path / "a.ofd", [paragraph(NEXT), [PICTURE]]))
    assert "第2页只有图片" in source.problems[0].message
    with pytest.raises(UnreadableFile, match="只有图片"):
        source_of(write(tmp_path / "b.ofd", [[PICTURE]]))


def test_attachments_inside_are_pointed_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.ofd",
        [paragraph(NEXT)],
        more="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
    )
    assert "文件里附有别的文件" in source_of(path).problems[0].message


def test_a_page_that_is_missing_makes_the_file_damaged(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.ofd", [paragraph(NEXT)], more='<ofd:Pages><ofd:Page ID="1" BaseLoc="x"/></ofd:Pages>'
    )
    assert source_of(path).text == NEXT
    from_nowhere = write(tmp_path / "b.ofd", [paragraph(NEXT)])
    from_nowhere.write_bytes(from_nowhere.read_bytes().replace(b"Page_0", b"Page_9", 1))
    with pytest.raises(UnreadableFile, match="已损坏"):
        source_of(from_nowhere)


@pytest.mark.parametrize(
    "more", ['CTM="1e999 nan 0 1 0 0"', 'CTM="0 0 0 0 0 0"', 'CTM="999999999 0 0 1 0 0"', 'Visible="?"']
)
def test_forged_places_do_not_harm(tmp_path: Path, more: str) -> None:
    page = [*paragraph(NEXT), Text("怪", 60, 200, more=more)]
    assert texts(source_of(write(tmp_path / "a.ofd", [page])))[0] == NEXT


def test_a_hundred_pages_are_read_in_a_second_or_two(tmp_path: Path) -> None:
    full = PER_LINE * 22
    pages = [paragraph(chr(0x4E00 + number) * full) for number in range(100)]
    source = source_of(write(tmp_path / "长.ofd", pages))
    assert len(source.text) == 100 * full + 99
