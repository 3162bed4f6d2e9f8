"""Bars for a report, and what happens on a machine without a Chinese font."""

from pathlib import Path

import pytest

from papers import chart, fonts
from papers.paper import Series

SERIES = [Series("红灯", (1, 0), "#E57368", "//"), Series("绿灯", (2, 4), "#8CC68C")]


def test_without_a_chinese_font_there_is_no_picture() -> None:
    assert chart.bars(["市总工会", "市人社局"], SERIES, "件", None) is None


def test_with_one_the_picture_is_a_png_and_the_same_every_time() -> None:
    font = fonts.find()
    if font is None:
        pytest.skip("this machine has no font that can draw Chinese")

    first, second = (
        chart.bars(["市总工会", "一个名字长得放不下的企业有限责任公司"], SERIES, "件", font) for _ in "12"
    )

    assert first is not None
    assert first.startswith(b"\x89PNG")
    assert first == second


def test_the_better_known_font_is_taken_wherever_it_lies(tmp_path: Path) -> None:
    deep = tmp_path / "truetype" / "windows"
    deep.mkdir(parents=True)
    for file in (tmp_path / "simsun.ttc", deep / "SimHei.ttf", tmp_path / "DejaVuSans.ttf"):
        file.touch()

    found = fonts.find([tmp_path / "absent", tmp_path])

    assert found == fonts.Font(deep / "SimHei.ttf", 0)


def test_a_collection_is_opened_at_its_face_for_simplified_chinese(tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()

    assert fonts.find([tmp_path]) == fonts.Font(tmp_path / "NotoSansCJK-Regular.ttc", 2)


def test_fonts_that_cannot_draw_chinese_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()

    assert fonts.find([tmp_path]) is None
