"""What a duty is called."""

import pytest

from documents.titles import short_title


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("市档案局、市财政局和各县（区）档案馆要把《清单》事项列入年度计划。", "把《清单》事项列入年度计划"),
        ("请你局于2026年5月20日前将自查报告书面报市督查室；", "将自查报告书面报市督查室"),
        (
            "由市水利局牵头，市财政局配合，于8月31日前拿出灌区改造方案，报市政府审定。",
            "拿出灌区改造方案，报市政府审定",
        ),
        ("9月底前完成渠道清淤", "完成渠道清淤"),
        ("并于6月25日、12月10日前报送半年和全年小结", "报送半年和全年小结"),
        ("建好河长公示牌", "建好河长公示牌"),
        ("各乡镇要巡河", "各乡镇要巡河"),  # too little would remain
    ],
)
def test_a_title_says_what_is_to_be_done_without_who_and_when(sentence: str, title: str) -> None:
    assert short_title(sentence) == title


def test_a_long_sentence_is_cut_where_a_clause_ends() -> None:
    title = short_title(
        "建立河湖巡查、问题上报、限期整改、跟踪销号的闭环，落实专人管理，定期公布各乡镇的完成情况"
    )
    assert title == "建立河湖巡查、问题上报、限期整改、跟踪销号的闭环"


def test_a_long_list_without_a_comma_is_named_by_its_first_items() -> None:
    sentence = "组织老旧小区、城中村、工业园区、学校医院和养老机构的消防通道专项检查与常态治理"
    assert short_title(sentence) == "组织老旧小区、城中村、工业园区、学校医院等"


def test_a_title_does_not_end_inside_the_name_of_a_paper() -> None:
    title = short_title("贯彻落实《关于护林、防火和山区道路建设以及林区职工生活保障工作的若干具体意见》")
    assert title.endswith("意见》")
