"""Papers that were saved from a web site, as the browser showed them."""

from pathlib import Path

import pytest

from documents.extraction import extract
from documents.identify import Container, identify
from documents.read_html import read_html
from documents.reading import read
from documents.source import BlockKind, Source, UnreadableFile


def page(body: str, encoding: str = "utf-8") -> Source:
    source = read_html(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(encoding))
    for block in source.blocks:
        assert source.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert source.text[cell.start : cell.end] == cell.text
    return source


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def messages(source: Source) -> str:
    return "；".join(problem.message for problem in source.problems)


REGISTER = """<table><caption>任务台账</caption>
<thead><tr><th rowspan="2">序号<th rowspan="2">工作任务<th colspan="2">责任单位<th rowspan="2">完成时限</tr>
<tr><th>牵头单位<th>配合单位</tr></thead>
<tr><td>1<td>建立台账<td rowspan="2">市总工会<td>市人社局<td>6月底前</tr>
<tr><td>2<td><p>开展评选</p><p>表彰先进</p><td>市财政局<td>12月底前</tr></table>"""


def test_a_page_is_read_in_the_child_and_gives_its_duties(tmp_path: Path) -> None:
    path = tmp_path / "通知.html"
    path.write_bytes(f"<html><body><h1>任务台账</h1>{REGISTER}</body></html>".encode("gb18030"))
    source = read(path)
    assert source.format == "html"
    drafts = extract(source).tasks
    assert [(draft.title, draft.lead) for draft in drafts] == [
        ("建立台账", ("市总工会",)),
        ("开展评选\n表彰先进", ("市总工会",)),
    ]


def test_cells_stand_under_their_headings_and_spans_are_filled() -> None:
    rows = [block for block in page(REGISTER).blocks if block.kind is BlockKind.ROW]
    assert [(cell.heading, cell.text) for cell in rows[-1].cells] == [
        ("序号", "2"),
        ("工作任务", "开展评选\n表彰先进"),
        ("责任单位·牵头单位", "市总工会"),
        ("责任单位·配合单位", "市财政局"),
        ("完成时限", "12月底前"),
    ]
    assert texts(page(REGISTER))[0] == "任务台账"


def test_a_cell_that_spans_to_the_end_is_filled_only_on_rows_with_something_in_them() -> None:
    source = page("<table><tr><td rowspan=0>甲<td>一<tr><td>二<tr><td><tr></table>")
    assert texts(source) == ["甲\t一", "甲\t二"]


def test_blanks_are_those_that_a_browser_shows() -> None:
    body = "<p>关于印发\n   方案的\t 通知&nbsp;&#8220;附&#8221;<b>件</b>\n<i>一</i> two\nwords</p><pre>甲\n  乙</pre>"
    assert texts(page(body)) == ["关于印发方案的 通知\xa0“附”件一 two words", "甲\n  乙"]


def test_a_line_broken_by_hand_stays_a_line() -> None:
    assert texts(page("<div>第一行<br>\n第二行<br/></div>尾")) == ["第一行\n第二行", "尾"]


def test_text_outside_any_paragraph_is_kept_in_its_place() -> None:
    assert texts(page("甲<p>乙</p>丙<div>丁<p>戊</div>己")) == list("甲乙丙丁戊己")


def test_lists_are_numbered_as_the_browser_numbers_them() -> None:
    body = (
        "<ol><li>甲<li><p>2027年底前完成</p><li value=7>丙</ol>"
        '<ol style="list-style-type: cjk-ideographic" start="11"><li>丁</ol><ol type="A"><li>戊</ol>'
        '<ol style="list-style: none"><li>己</ol><ul><li>庚</ul><ol reversed><li>辛<li>壬</ol>'
    )
    assert texts(page(body)) == [
        "1.甲",
        "2. 2027年底前完成",
        "7.丙",
        "十一、丁",
        "A.戊",
        "己",
        "庚",
        "2.辛",
        "1.壬",
    ]


def test_an_item_that_brings_its_own_number_gets_no_second_one() -> None:
    assert texts(page("<ol><li>一、总体要求<li>（二）主要目标<li>3.保障</ol>")) == [
        "一、总体要求",
        "（二）主要目标",
        "3.保障",
    ]


def test_machinery_is_dropped_and_what_a_reader_might_miss_is_told() -> None:
    body = (
        "<script>var a='<p>坏</p>'</script><style>p{}</style><!-- 注 --><template>模</template><nav>首页</nav>"
        "<p>正文<del>旧</del></p><p style='DISPLAY: none'>藏</p><div hidden>藏</div><select><option>选</select>"
        "<iframe src='x.html'></iframe><footer>版权所有</footer>"
    )
    source = page(body)
    assert source.text == "正文"
    assert "导航、页脚、按钮和隐藏的内容没有读入" in messages(source)
    assert "嵌着1个别的页面" in messages(source)
    assert "有1处标为删去的文字" in messages(source)


def test_an_empty_frame_and_an_empty_menu_are_not_worth_a_word() -> None:
    assert page("<nav> </nav><iframe></iframe><footer><script>x</script></footer>正文").problems == ()


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs() -> None:
    nested = f"<table><tr><td>栏目<td><p>通知如下：</p>{REGISTER}<p>特此通知</table>"
    read_texts = texts(page(nested))
    assert read_texts[:3] == ["栏目", "通知如下：", "任务台账"]
    assert read_texts[-1] == "特此通知"
    assert "1\t建立台账\t市总工会\t市人社局\t6月底前" in read_texts
    two_columns = "<table><tr><td>左<td><p>甲<p>乙<p>丙<p>丁</table>"
    assert texts(page(two_columns)) == list("左甲乙丙丁")
    assert texts(page("<table><tr><td>边框里的<p>两段</table>")) == ["边框里的", "两段"]


def test_rows_that_forgot_their_marks_are_read_all_the_same() -> None:
    assert texts(page("<table><td>甲<td>乙<tr><td>丙</td></td><td>丁<div><td>戊</table>")) == [
        "甲\t乙",
        "丙\t丁\n戊",
    ]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("utf-8", "utf-8-sig"),
        ("big5", "big5"),
        ("x", "utf-16"),
    ],
)
def test_the_bytes_decide_and_the_page_is_believed_only_about_big5(charset: str, encoding: str) -> None:
    text = f'<html><meta charset="{charset}"><p>中文和國家年月日</p>'
    if encoding == "gb18030":
        text = text.replace("中文", "䶮中文")
    content = text.encode(encoding)
    assert identify(content) is Container.HTML
    assert read_html(content).text.endswith("中文和國家年月日")


def test_a_damaged_character_is_pointed_out() -> None:
    content = "<html><p>市总工会牵头，市人社局配合</p>".encode() + b"\xff" + "<p>按时完成任务</p>".encode()
    source = read_html(content)
    assert "编码损坏" in messages(source)
    assert "按时完成任务" in source.text


def test_a_page_that_word_saved_keeps_its_numbers() -> None:
    body = (
        "<?xml:namespace prefix = o />\r\n<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span>"
        "<![endif]><span>总体要求<o:p></o:p></span></p><!--[if gte mso 9]><xml>机</xml><![endif]-->"
    )
    assert page(body).text == "一、总体要求"


@pytest.mark.parametrize("body", ["", "<p>&nbsp;</p>", "<script>正文</script>", "</x>"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFile, match="里面没有"):
        page(body)


def test_a_page_nested_beyond_measure_is_refused_and_not_cut_off() -> None:
    assert page("<div>" * 1500 + "甲" + "</div>" * 1500 + "<p>乙").text == "甲\n乙"
    with pytest.raises(UnreadableFile, match="嵌套得太深"):
        page("<div>" * 5000 + "甲" + "</div>" * 5000 + "<p>乙")


@pytest.mark.long
def test_forged_spans_fill_no_more_than_a_real_table_has() -> None:
    source = page('<table><tr><td colspan=99999999 rowspan=99999999>甲<td colspan="-1">乙<tr><td>丙</table>')
    assert texts(source) == ["甲\t乙", "甲\t丙"]
    wide = "<tr>" + "<td rowspan=65534>甲" * 1000 + "<tr><td>乙" * 2000
    with pytest.raises(UnreadableFile, match="内容太多"):
        page(f"<table>{wide}</table>")


@pytest.mark.long
@pytest.mark.parametrize(
    "part", ["<p>甲", "<table><tr><td>甲", "<b>甲</b>", "<li>甲", "<a>甲</a>", "甲\n", "<td rowspan=9>甲"]
)
def test_a_long_page_takes_time_in_proportion(part: str) -> None:
    # A square law would take minutes for as many.
    content = part * 20_000 if not part.startswith("<table") else "</table>".join([part] * 20_000)
    assert page(content).text.count("甲") >= 20_000
