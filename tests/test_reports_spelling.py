"""Whatever a clerk types for a name finds it; what nobody would type for it does not."""

import subprocess
import sys

import pytest

from reports.spelling import best_first, rank

LABOUR = ("江临市人力资源和社会保障局", "市人社局")


@pytest.mark.parametrize(
    "asked",
    [
        "srsj",
        "SRSJ",
        "shirenshe",
        "shirensheju",
        "shirensj",
        "renshe",
        "rs",
        "市人社",
        "人力资源",
        "市rsj",
        "ｓｒｓｊ",
        "s r s j",
    ],
)
def test_a_unit_is_found_by_its_sounds_their_first_letters_and_its_characters(asked: str) -> None:
    assert rank(asked, *LABOUR) is not None


@pytest.mark.parametrize("asked", ["srsjj", "xrsj", "jsrs", "市社人", "", "   ", "〔〕", "renshex"])
def test_what_is_typed_for_something_else_finds_nothing(asked: str) -> None:
    assert rank(asked, *LABOUR) is None


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("chongqing", "重庆路街道"),
        ("zhongqing", "重庆路街道"),
        ("cqljd", "重庆路街道"),
        ("zqljd", "重庆路街道"),
        ("yinhang", "江临银行"),
        ("yinxing", "江临银行"),
        ("jlyh", "江临银行"),
        ("jlyx", "江临银行"),
        ("changzhang", "厂长联席会议"),
        ("lv", "绿化办"),
        ("lvhua", "绿化办"),
    ],
)
def test_a_character_with_several_readings_is_found_by_each(asked: str, name: str) -> None:
    assert rank(asked, name) == 3


@pytest.mark.parametrize(
    "asked",
    ["江产改办发〔2026〕3号", "江产改办发[2026]3号", "（2026）3", "2026 3", "jcgbf20263h", "产改办发"],
)
def test_a_documents_number_is_found_whatever_its_brackets(asked: str) -> None:
    assert rank(asked, "江产改办发〔2026〕3号") is not None


@pytest.mark.parametrize("asked", ["2026-017", "2026017", "017"])
def test_a_task_is_found_by_its_number(asked: str) -> None:
    assert rank(asked, "2026-017") is not None
    assert rank(asked, "2026-018") is None


def test_the_name_itself_comes_before_its_beginning_before_a_part_before_its_sounds() -> None:
    named = [(1, ("市人社局下属的人社局",)), (2, ("人社局直属所",)), (3, ("人社局",)), (4, ("任社举",))]
    assert best_first("人社局", named) == [3, 2, 1]
    assert rank("人社局", "任社举") is None, "characters are not read as sounds"
    assert best_first("rsj", named) == [1, 2, 3, 4]


def test_hostile_searches_are_harmless() -> None:
    assert rank("a" * 100_000, *LABOUR) is None
    assert rank("%", *LABOUR) is None
    assert rank("'; drop table unit; --", *LABOUR) is None
    assert rank("🙂\x00\ud800", *LABOUR) is None
    assert rank("sh" * 30, "市" * 200) == 3


def test_the_readings_are_loaded_with_the_first_search_only() -> None:
    said = "import sys, reports.spelling as s; assert 'pypinyin' not in sys.modules; s.rank('s', '市'); assert 'pypinyin' in sys.modules"
    subprocess.run([sys.executable, "-c", said], check=True)
