"""What documents rest on and cite is kept as they come in; what was cited and never received is on a list."""

from pathlib import Path

import pytest
from sqlmodel import Session

from config.refusal import Refusal
from models.document import Document
from models.evaluation_words import DocumentTieKind
from supervision.drafts.document_ties import not_received, tie, ties_of, untie
from supervision.drafts.explanations import explained
from supervision.drafts.intake import look_at, receive
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
PAPER = """江产改办发〔2026〕8号

关于做好职工技能竞赛的通知

各成员单位：
根据《江临市产业工人队伍建设改革规划》（江发〔2025〕3号）要求，并参照《竞赛管理办法》（江工发〔2024〕6号），现通知如下。
一、市总工会于6月30日前办好职工技能竞赛。

江临市产改办
2026年3月2日
"""
BASIS = """江发〔2025〕3号

江临市产业工人队伍建设改革规划

为推进改革，制定本规划。

江临市委
2025年12月1日
"""


def _take_in(session: Session, folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return receive(session, look_at(path), "王敏", NOW)


def test_what_a_paper_rests_on_is_kept_apart_from_what_it_only_cites(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    paper = _take_in(session, tmp_path, "通知.txt", PAPER)
    kinds = {one.tie.reference: one.tie.kind for one in ties_of(session, paper.id)}
    assert kinds == {
        "江发〔2025〕3号": DocumentTieKind.BASIS,
        "江工发〔2024〕6号": DocumentTieKind.CITED,
    }


def test_a_cited_paper_is_on_the_list_until_it_is_received(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    paper = _take_in(session, tmp_path, "通知.txt", PAPER)
    assert {tied.reference for tied, _ in not_received(session)} == {"江发〔2025〕3号", "江工发〔2024〕6号"}
    basis = _take_in(session, tmp_path, "规划.txt", BASIS)
    assert {tied.reference for tied, _ in not_received(session)} == {"江工发〔2024〕6号"}
    known = {one.other.id for one in ties_of(session, paper.id) if one.other}
    assert known == {basis.id}
    (seen_from_there,) = ties_of(session, basis.id)
    assert not seen_from_there.is_from_here


def test_an_attachment_hangs_under_its_main_document_once(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    paper = _take_in(session, tmp_path, "通知.txt", PAPER)
    other = cast.document
    made = tie(session, paper, DocumentTieKind.ATTACHMENT, other.id, "王敏", NOW)
    with pytest.raises(Refusal, match="已经列为附件"):
        tie(session, paper, DocumentTieKind.ATTACHMENT, other.id, "王敏", NOW)
    with pytest.raises(Refusal, match="自己"):
        tie(session, paper, DocumentTieKind.BASIS, paper.id, "王敏", NOW)
    with pytest.raises(Refusal, match="没有这份公文"):
        tie(session, paper, DocumentTieKind.BASIS, 10**6, "王敏", NOW)
    untie(session, paper, made.id, "王敏", NOW)
    assert made.id not in {one.tie.id for one in ties_of(session, paper.id)}
    with pytest.raises(Refusal, match="已经不在"):
        untie(session, paper, made.id, "王敏", NOW)


def test_a_task_shows_the_answers_of_the_interpretation_that_speak_of_it(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    task = cast.task(None)
    text = f"关于规划的解读\n\n问：什么是{task.title}？\n答：{task.title}是指由各单位分级组织的活动。\n问：天气如何？\n答：与本规划没有关系的一句话。\n"
    reading = _take_in(session, tmp_path, "解读.txt", text)
    assert explained(session, task) == []
    tie(session, cast.document, DocumentTieKind.INTERPRETATION, reading.id, "王敏", NOW)
    (one,) = explained(session, task)
    assert one.passages
    assert all(task.title in passage for passage in one.passages)
