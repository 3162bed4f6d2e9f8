"""The units of the directory over time: renamed, moved, merged, ended."""

from datetime import date

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.record import LogEntry
from models.unit import Alias, GroupMember, Unit
from models.words import Subject, UnitLevel
from supervision.directory.names import NameBook
from supervision.directory.units import (
    add_alias,
    add_unit,
    change_alias,
    change_unit,
    circle,
    drop_alias,
    end_unit,
    rename,
    tree,
)
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

JUNE = date(2026, 6, 30)


def _add(cast: Cast, name: str, parent: Unit | None = None, level: UnitLevel = UnitLevel.INSIDE) -> Unit:
    return add_unit(cast.session, name, level, "王敏", at(DAY), parent=parent)


def test_a_tree_may_be_of_any_depth(cast: Cast) -> None:
    above = cast.union
    for n in range(40):
        above = _add(cast, f"第{n}层处室", above)
    depths = {unit.name: depth for unit, depth in tree(cast.session)}
    assert depths["第39层处室"] == 40
    assert depths["江临市总工会"] == 0


def test_the_tree_shows_a_unit_below_its_parent(cast: Cast) -> None:
    office = _add(cast, "市总工会办公室", cast.union)
    names = [unit.name for unit, _ in tree(cast.session)]
    assert names.index(office.name) == names.index(cast.union.name) + 1


def test_a_unit_cannot_come_to_stand_below_itself(cast: Cast) -> None:
    office = _add(cast, "市总工会办公室", cast.union)
    section = _add(cast, "市总工会办公室秘书科", office)
    with pytest.raises(Refusal, match="市总工会办公室秘书科就在市总工会下面"):
        change_unit(cast.session, cast.union, "王敏", at(DAY), parent_id=section.id)
    with pytest.raises(Refusal, match="不能又作它的上级单位"):
        change_unit(cast.session, cast.union, "王敏", at(DAY), parent_id=cast.union.id)
    assert cast.union.parent_id is None


def test_a_circle_that_is_there_already_hides_nobody(cast: Cast) -> None:
    cast.union.parent_id, cast.labour.parent_id = cast.labour.id, cast.union.id
    cast.session.flush()
    assert len(tree(cast.session)) == 5
    assert circle({1: 2, 2: 1}, 1) == [1, 2]
    assert circle({1: 2, 2: 3, 3: 2}, 1) == [], "a circle above it is another's"


def test_what_was_changed_is_in_the_log(cast: Cast) -> None:
    change_unit(cast.session, cast.union, "王敏", at(DAY), line="工会系统", region="江临市", kind="")
    entry = cast.session.exec(select(LogEntry)).one()
    assert (entry.subject, entry.subject_id, entry.by) == (Subject.UNIT, cast.union.id, "王敏")
    assert entry.particulars["after"] == {"line": "工会系统", "region": "江临市"}


def test_a_renamed_unit_is_known_by_its_old_names_too(cast: Cast) -> None:
    rename(cast.session, cast.union, "江临市工会联合会", DAY, "王敏", at(DAY), short_name="市工联")
    book = NameBook(cast.session)
    for name in ("江临市工会联合会", "市工联", "江临市总工会", "市总工会", "总工会"):
        assert book.match(name).unit_ids == (cast.union.id,), name
    former = cast.session.exec(select(Alias).where(Alias.until == DAY)).all()
    assert {alias.name for alias in former} == {"江临市总工会", "市总工会"}


def test_a_unit_may_take_back_a_former_name(cast: Cast) -> None:
    old = cast.union.name
    rename(cast.session, cast.union, "江临市工会联合会", DAY, "王敏", at(DAY))
    rename(cast.session, cast.union, old, JUNE, "王敏", at(JUNE))
    rows = {row.name: row.until for row in cast.session.exec(select(Alias)).all()}
    assert rows[old] is None
    assert rows["江临市工会联合会"] == JUNE


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("江临市人力资源和社会保障局", "已经是江临市人力资源和社会保障局的名称"),
        ("市人社局", "已经是江临市人力资源和社会保障局的名称"),
        (" 市 人社局", "已经是江临市人力资源和社会保障局的名称"),
        ("各试点企业", "已经是单位组“试点企业”的名称"),
        ("   ", "不能是空的"),
        ("长" * 101, "超过100个字"),
        ("江临市总工会", "现在就叫这个名称"),
    ],
)
def test_a_name_that_is_anothers_or_none_is_refused(cast: Cast, name: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        rename(cast.session, cast.union, name, DAY, "王敏", at(DAY))


def test_an_alias_of_another_unit_cannot_be_a_new_units_name(cast: Cast) -> None:
    with pytest.raises(Refusal, match="已经是江临市总工会的别名"):
        _add(cast, "总工会")


def test_aliases_are_added_corrected_and_taken_away(cast: Cast) -> None:
    alias = add_alias(cast.session, cast.labour, "人社", "王敏", at(DAY))
    change_alias(cast.session, alias, "王敏", at(DAY), name="人社部门", until=DAY)
    assert NameBook(cast.session).match("人社部门").unit_ids == (cast.labour.id,)
    with pytest.raises(Refusal, match="已经是江临市总工会的别名"):
        change_alias(cast.session, alias, "王敏", at(DAY), name="总工会")
    drop_alias(cast.session, alias, "王敏", at(DAY))
    assert NameBook(cast.session).match("人社部门").unit_ids == ()
    deeds = [entry.deed for entry in cast.session.exec(select(LogEntry))]
    assert deeds == ["增加别名", "修改别名", "删除别名"]


def _register(cast: Cast, day: date = DAY, **names: tuple[str, ...]) -> None:
    draft = cast.draft(due=date(2026, 12, 31), lead=names.get("lead", ()), units=names.get("units", ()))
    register(cast.session, draft, Decision(), "王敏", day, at(day))


def test_an_ended_unit_is_given_no_new_task_and_the_sentence_names_its_heir(cast: Cast) -> None:
    end_unit(cast.session, cast.labour, DAY, "王敏", at(DAY), into=cast.union)
    with pytest.raises(Refusal, match=r"市人社局已于2026年3月9日撤销，并入市总工会.*请改为市总工会"):
        _register(cast, lead=("市人社局",))


def test_until_the_day_it_ends_a_unit_may_be_given_tasks(cast: Cast) -> None:
    end_unit(cast.session, cast.labour, JUNE, "王敏", at(DAY))
    _register(cast, lead=("市人社局",))
    with pytest.raises(Refusal, match="市人社局已于2026年6月30日撤销，不能再承担新任务"):
        _register(cast, JUNE, lead=("市人社局",))


def test_an_ended_member_is_passed_over_when_a_group_is_expanded(cast: Cast) -> None:
    end_unit(cast.session, cast.pilots[0], DAY, "王敏", at(DAY))
    assert len(NameBook(cast.session, DAY).match("试点企业").unit_ids) == 1
    _register(cast, units=("各试点企业",))
    assign(cast.session, "王敏", DAY, at(DAY))
    given = cast.session.exec(select(Assignment.unit_id)).all()
    assert cast.pilots[1].id in given
    assert cast.pilots[0].id not in given


def test_a_group_without_members_is_refused_by_name(cast: Cast, session: Session) -> None:
    for member in session.exec(select(GroupMember)):
        session.delete(member)
    session.flush()
    with pytest.raises(Refusal, match="单位组“试点企业”没有成员"):
        _register(cast, units=("各试点企业",))


def test_later_periods_are_not_handed_to_a_unit_that_has_ended(cast: Cast) -> None:
    draft = cast.draft(
        due=date(2026, 3, 31), phrase="每月底前", recurrence="monthly", kind="recurring", lead=("市总工会",)
    )
    register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    assert assign(cast.session, "王敏", DAY, at(DAY)) == 1
    end_unit(cast.session, cast.union, date(2026, 4, 1), "王敏", at(DAY))
    assert assign(cast.session, "王敏", date(2026, 4, 2), at(date(2026, 4, 2))) == 0


def test_a_merger_hands_over_the_units_below(cast: Cast) -> None:
    office = _add(cast, "市人社局办公室", cast.labour)
    with pytest.raises(Refusal, match="市人社局下面还有市人社局办公室共1个单位"):
        end_unit(cast.session, cast.labour, DAY, "王敏", at(DAY))
    end_unit(cast.session, cast.labour, DAY, "王敏", at(DAY), into=cast.union)
    assert office.parent_id == cast.union.id


def test_what_cannot_be_merged_is_refused(cast: Cast) -> None:
    office = _add(cast, "市人社局办公室", cast.labour)
    for into in (cast.labour, office):
        with pytest.raises(Refusal, match="不能并入自己或自己的下级单位"):
            end_unit(cast.session, cast.labour, DAY, "王敏", at(DAY), into=into)
    end_unit(cast.session, cast.district, DAY, "王敏", at(DAY))
    with pytest.raises(Refusal, match="东湖区产改办已经撤销，市人社局不能并入它"):
        end_unit(cast.session, cast.labour, DAY, "王敏", at(DAY), into=cast.district)
    with pytest.raises(Refusal, match="不能再撤销一次"):
        end_unit(cast.session, cast.district, DAY, "王敏", at(DAY))
