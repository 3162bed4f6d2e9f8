"""Short papers as offices really send them: no addressees, no numbers, a few sentences and a signature."""

from documents.columns import Meaning, meaning
from documents.extraction import extract
from tests.test_documents_extraction import tasks, txt

PLAIN = "关于做好名册核对的通知\n市总工会要于4月30日前完成名册核对。\n市财政局要于5月31日前拨付补助。\n市改革办\n2024年3月8日\n"


def test_a_notice_without_addressees_still_hands_out_its_duties() -> None:
    found = tasks(PLAIN)
    assert [(task.units, [str(day) for time in task.deadlines for day in time.due]) for task in found] == [
        (("市总工会",), ["2024-04-30"]),
        (("市财政局",), ["2024-05-31"]),
    ]


def test_a_notice_whose_times_lead_to_no_task_says_so() -> None:
    found = extract(
        txt("关于6月底前完成名册核对的通知\n\n各单位：\n\n名册见附件。\n\n市改革办\n2024年3月8日\n")
    )
    assert found.tasks == ()
    assert any("请人工核对" in problem.message for problem in found.problems)


def test_a_notice_without_times_and_tasks_is_left_in_peace() -> None:
    found = extract(txt("关于启用印章的通知\n\n各单位：\n\n新印章已经启用。\n\n市改革办\n2024年3月8日\n"))
    assert (found.tasks, found.problems) == ((), ())


def test_the_time_of_an_event_is_no_task() -> None:
    (task,) = tasks(
        "关于开展竞赛的通知\n各单位：\n一、活动时间\n2024年4月至12月\n二、步骤\n（一）动员（4月）。各单位成立机构。"
    )
    assert task.code == "二（一）"


def test_a_column_may_hold_the_units_and_their_time_together() -> None:
    assert meaning("责任单位及完成时限") is Meaning.UNITS


def test_the_addressees_are_not_run_together_with_the_sentence_after_them() -> None:
    paper = (
        "市产改办关于报送进展情况的通知\n\n各县（市、区）产改办，市直各牵头单位：\n\n现将有关事项通知如下：\n\n"
        "一、各地各部门必须在每季度末月25日前报送进展情况。\n三、对进展缓慢的，市产改办将予以通报。\n市产改办\n2026年3月12日"
    )
    found = extract(txt(paper))
    assert found.document.addressees == ("各县（市、区）产改办", "市直各牵头单位")
    assert [task.code for task in found.tasks] == ["一"]


def test_three_organs_that_sign_on_three_lines_are_three() -> None:
    paper = "关于开展岗位练兵的通知\n各企业：\n请于4月底前报名。\n江临市总工会\n江临市人社局\n江临市工信局\n2026年3月20日"
    assert extract(txt(paper)).document.issuer == "江临市总工会、江临市人社局、江临市工信局"


def test_a_second_date_behind_a_comma_is_for_the_same_units() -> None:
    paper = "关于决赛的通知\n各企业：\n第三阶段：市总工会会同市人社局组织决赛，10月20日前完成赛事，10月31日前公布结果。\n市总工会\n2026年3月20日"
    tasks_found = extract(txt(paper)).tasks
    assert len(tasks_found) == 2
    assert all(task.lead == ("市总工会",) for task in tasks_found)
