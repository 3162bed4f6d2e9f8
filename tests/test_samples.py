"""The sample office is whole: its directory, its documents and its story fit together."""

import tomllib
import unicodedata
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import chinese_calendar
import docx
import openpyxl
import pytest
from openpyxl.cell import Cell

from documents.drafts import TaskDraft
from documents.extraction import extract
from documents.reading import read
from models import lifecycle
from models.words import ContactLevel, Move, Status, UnitLevel, UserRole
from supervision.directory.rights import OFFICERS

SAMPLES = Path(__file__).parents[1] / "samples"
DOCUMENTS = SAMPLES / "documents"
PLAN = "1-实施方案.docx"
NOTICE = "2-规划通知.txt"
REGISTER = "3-台账.xlsx"
BULLETIN = "4-改革快报.docx"
WITHOUT_CONTACT = "白鹭县产业工人队伍建设改革协调小组办公室"

MOVES = {move.value: move for move in Move}

Entry = dict[str, Any]
Passage = tuple[str, str]  # the file and the code of a task in it


def _load(name: str) -> Entry:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office() -> Entry:
    return _load("office.toml")


@pytest.fixture(scope="module")
def story() -> Entry:
    return _load("story.toml")


@pytest.fixture(scope="module")
def units(office: Entry) -> set[str]:
    return {unit["name"] for unit in office["units"]}


# ---- the directory


def test_the_office_has_thirty_units_in_three_levels(office: Entry) -> None:
    levels = Counter(unit["level"] for unit in office["units"])
    assert levels == {
        UnitLevel.DEPARTMENT.label: 14,
        UnitLevel.COUNTY.label: 6,
        UnitLevel.ENTERPRISE.label: 10,
    }


def test_no_name_stands_for_two_units_or_groups(office: Entry) -> None:
    names = [
        unicodedata.normalize("NFKC", name)
        for entry in [office["office"], *office["units"], *office["groups"]]
        for name in {entry["name"], entry.get("short_name", entry["name"]), *entry["aliases"]}
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_short_name_is_one_of_the_names_documents_use(office: Entry) -> None:
    assert all(unit["short_name"] in unit["aliases"] for unit in office["units"])


def test_every_parent_and_group_member_is_in_the_directory(office: Entry, units: set[str]) -> None:
    mentioned = {unit["parent"] for unit in office["units"] if "parent" in unit}
    mentioned |= {name for group in office["groups"] for name in group["members"]}
    assert mentioned - units == set()


def test_the_group_of_pilot_enterprises_has_six_enterprises(office: Entry) -> None:
    levels = {unit["name"]: unit["level"] for unit in office["units"]}
    pilots = next(group["members"] for group in office["groups"] if group["name"] == "试点企业")
    assert [levels[name] for name in pilots] == [UnitLevel.ENTERPRISE.label] * 6


def test_one_unit_alone_cannot_be_reached(office: Entry, units: set[str]) -> None:
    reached = {person["unit"] for person in office["contacts"]}
    assert units - reached == {WITHOUT_CONTACT}
    assert reached - units == set()


def test_every_unit_that_can_be_reached_has_one_contact_and_at_most_one_leader(office: Entry) -> None:
    posts = Counter((person["unit"], person["level"]) for person in office["contacts"])
    assert set(posts.values()) == {1}
    assert {level for _, level in posts} == {ContactLevel.CONTACT.label, ContactLevel.LEADER.label}
    assert all((unit, ContactLevel.CONTACT.label) in posts for unit, _ in posts)


def test_mail_of_the_samples_goes_to_example_org_and_to_one_person_each(office: Entry) -> None:
    addresses = [entry["email"] for entry in [office["office"], *office["contacts"]]]
    assert all(address.endswith("@example.org") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_no_telephone_of_the_samples_can_ring(office: Entry) -> None:
    numbers = [entry["phone"] for entry in [office["office"], *office["contacts"]]]
    assert all(number.startswith("0000-555-") for number in numbers)


def test_accounts_carry_no_password_and_unit_accounts_name_their_unit(office: Entry, units: set[str]) -> None:
    roles = {user["login"]: user["role"] for user in office["users"]}
    assert set(roles.values()) == {
        role.label for role in UserRole if role not in OFFICERS | {UserRole.INSPECTOR}
    }
    assert not any("password" in user for user in office["users"])
    for user in office["users"]:
        assert (user.get("unit") in units) == (user["role"] == UserRole.UNIT.label)


# ---- the documents


def test_there_are_four_documents_and_the_story_takes_in_each(story: Entry) -> None:
    files = sorted(file.name for file in DOCUMENTS.iterdir())
    assert files == [PLAN, NOTICE, REGISTER, BULLETIN]
    assert sorted(entry["document"] for entry in story["intake"]) == files


def test_the_plan_opens_in_word_and_numbers_its_items_automatically() -> None:
    paragraphs = docx.Document(str(DOCUMENTS / PLAN)).paragraphs
    numbered = [one for one in paragraphs if one._p.pPr is not None and one._p.pPr.numPr is not None]
    levels = Counter(one._p.pPr.numPr.ilvl.val for one in numbered)  # type: ignore[union-attr]
    assert levels == {0: 3, 1: 7, 2: 9}
    assert not any(one.text.startswith(("一", "（", "1")) for one in numbered)


def test_the_plan_is_dated_by_hand_not_by_the_day_it_is_opened() -> None:
    document = docx.Document(str(DOCUMENTS / PLAN))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "江产改办发〔2026〕3号" in lines
    assert "2026年3月5日" in lines
    assert document.core_properties.modified == datetime.fromisoformat("2026-03-05T09:00+00:00")


def test_the_plan_has_a_sheet_of_fonts_that_word_and_wps_both_know() -> None:
    document = docx.Document(str(DOCUMENTS / PLAN))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    asian = {
        fonts.get(f"{{{fonts.nsmap['w']}}}eastAsia") for fonts in document.element.body.iter("{*}rFonts")
    }
    assert asian == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}


def test_the_table_of_projects_gives_units_and_time_for_each() -> None:
    table = docx.Document(str(DOCUMENTS / PLAN)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "项目", "责任单位", "完成时限"]
    assert len(rows) == 5
    assert all(all(row) for row in rows)


def test_the_planning_notice_is_plain_text_with_an_attachment() -> None:
    text = (DOCUMENTS / NOTICE).read_text(encoding="utf-8")
    assert "江产改办发〔2026〕2号" in text
    assert "\n2026年2月10日\n" in text
    assert "\n附件\n" in text


def test_the_register_keeps_the_habits_that_make_registers_hard_to_read() -> None:
    sheet = openpyxl.load_workbook(DOCUMENTS / REGISTER).active
    assert sheet is not None
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:I1", "D3:F3", "B12:B13"} <= merged
    assert [row for row, kept in sheet.row_dimensions.items() if kept.hidden] == [11]
    due = [cast(Cell, sheet.cell(row, 7)).value for row in range(5, 15)]
    assert due[0] == datetime(2026, 6, 30)  # noqa: DTZ001 (Excel knows no zones)
    assert {"6月底", "长期", "择机"} <= set(due)


def test_the_bulletin_states_its_number_of_the_year_and_of_the_series() -> None:
    lines = [paragraph.text for paragraph in docx.Document(str(DOCUMENTS / BULLETIN)).paragraphs]
    assert "2026年第2期（总第14期）" in lines


# ---- the story


def test_the_demo_day_is_a_working_day_ninety_days_after_the_first(story: Entry) -> None:
    assert chinese_calendar.is_workday(story["demo_day"])
    assert (story["demo_day"] - story["first_day"]).days == 90


def test_events_stand_in_order_and_fall_on_working_days_of_the_story(story: Entry) -> None:
    days: list[date] = [event["date"] for event in story["events"]]
    assert days == sorted(days)
    assert story["first_day"] <= days[0]
    assert days[-1] < story["demo_day"]
    assert [day for day in days if not chinese_calendar.is_workday(day)] == []


def test_what_a_leader_said_falls_on_a_working_day_of_the_story_and_concerns_a_task(story: Entry) -> None:
    concerned = {(event["document"], event["code"]) for event in story["events"]}
    for said in story["instructions"]:
        assert story["first_day"] <= said["date"] < story["demo_day"]
        assert chinese_calendar.is_workday(said["date"])
        assert (said["document"], said["code"]) in concerned
        assert said["date"] < said["answer_by"]


def test_every_event_names_a_document_and_units_that_exist(story: Entry, units: set[str]) -> None:
    assigned = {
        entry["document"]: entry["assigned_on"] for entry in story["intake"] if "assigned_on" in entry
    }
    for event in story["events"]:
        assert event["date"] >= assigned[event["document"]]
        assert event["units"]
        assert set(event["units"]) <= units


def test_every_event_is_a_move_that_the_lifecycle_allows(story: Entry) -> None:
    status: dict[tuple[str, str, str], Status] = {}
    for event in story["events"]:
        for unit in event["units"]:
            key = (event["document"], event["code"], unit)
            status[key] = lifecycle.after(status.get(key, Status.ASSIGNED), MOVES[event["move"]])
    found = Counter(status.values())
    assert found[Status.CLOSED] >= 8
    assert found[Status.SUBMITTED] >= 5
    assert found[Status.UNDERWAY] >= 20


def test_one_submission_was_sent_back_and_handed_in_again(story: Entry) -> None:
    sent_back = [event for event in story["events"] if event["move"] == Move.SEND_BACK]
    again = [
        event
        for event in story["events"]
        for earlier in sent_back
        if event["move"] == Move.SUBMIT
        and (event["code"], event["units"]) == (earlier["code"], earlier["units"])
        and event["date"] > earlier["date"]
    ]
    assert len(again) == len(sent_back) >= 1


def test_each_move_carries_what_the_form_on_the_board_asks_for(story: Entry) -> None:
    asked = {
        Move.ACCEPT: set[str](),
        Move.REPORT: {"percent", "progress", "who"},
        Move.SUBMIT: {"percent", "progress", "who"},
        Move.SEND_BACK: {"reason", "who"},
        Move.CLOSE: {"note", "who"},
    }
    for event in story["events"]:
        assert asked[MOVES[event["move"]]] <= event.keys()
        assert 0 <= event.get("percent", 0) <= 100


def test_units_speak_through_their_contact_and_the_office_through_its_clerk(
    office: Entry, story: Entry
) -> None:
    contacts = {
        person["unit"]: person["name"]
        for person in office["contacts"]
        if person["level"] == ContactLevel.CONTACT.label
    }
    clerks = {user["name"] for user in office["users"] if user["role"] == UserRole.CLERK.label}
    for event in story["events"]:
        if MOVES[event["move"]] in lifecycle.OF_THE_UNIT:
            assert [contacts[unit] for unit in event["units"]]
            assert event.get("who", contacts[event["units"][0]]) == contacts[event["units"][0]]
        else:
            assert event["who"] in clerks


def test_a_reading_is_never_of_a_day_after_it_was_reported(story: Entry) -> None:
    readings = [(event["date"], one) for event in story["events"] for one in event.get("readings", [])]
    assert len(readings) >= 8
    assert all(one["as_of"] <= on and one["value"] >= 0 and one["measure"] for on, one in readings)


def test_the_clerk_settles_each_doubt_in_exactly_one_way(story: Entry, units: set[str]) -> None:
    for decision in story["decisions"]:
        ways = decision.keys() & {"due_on", "no_deadline", "dismissed", "units"}
        assert len(ways) == 1, decision
        assert set(decision.get("units", {}).values()) <= units
        assert decision["reason"]


# ---- what the reading makes of the documents, and whether the story speaks of the same tasks


@pytest.fixture(scope="module")
def drafts(story: Entry) -> dict[Passage, TaskDraft]:
    found = {}
    for entry in story["intake"]:
        source = read(DOCUMENTS / entry["document"])
        for draft in extract(source, entry.get("issued_on")).tasks:
            found[entry["document"], draft.code] = draft
    return found


@pytest.fixture(scope="module")
def carriers(office: Entry, story: Entry, drafts: dict[Passage, TaskDraft]) -> dict[Passage, list[str]]:
    """The units of each draft by full name, with what the clerk decides; names nobody knows stay as written."""
    known = {alias: [unit["name"]] for unit in office["units"] for alias in [unit["name"], *unit["aliases"]]}
    known |= {
        name: group["members"] for group in office["groups"] for name in [group["name"], *group["aliases"]]
    }
    decided = {
        (one["document"], one["code"]): {name: [unit] for name, unit in one.get("units", {}).items()}
        for one in story["decisions"]
    }
    return {
        key: [
            unit
            for written in (*draft.lead, *draft.units, *draft.supporting)
            for unit in (known | decided.get(key, {})).get(written, [written])
        ]
        for key, draft in drafts.items()
    }


def test_the_bulletin_hands_out_no_tasks(drafts: dict[Passage, TaskDraft]) -> None:
    assert Counter(document for document, _ in drafts) == {PLAN: 15, NOTICE: 7, REGISTER: 9}


def test_the_clerk_s_decisions_leave_no_unit_unknown(
    units: set[str], carriers: dict[Passage, list[str]]
) -> None:
    assert {name for names in carriers.values() for name in names} - units == set()


def test_the_clerk_s_decisions_leave_no_task_without_a_time(
    story: Entry, drafts: dict[Passage, TaskDraft]
) -> None:
    settled = {
        (one["document"], one["code"])
        for one in story["decisions"]
        if one.keys() & {"due_on", "no_deadline", "dismissed"}
    }
    assert settled <= drafts.keys()
    undated = {
        key for key, draft in drafts.items() if not any(d.due or d.recurrence for d in draft.deadlines)
    }
    assert undated - settled == set()


def test_every_event_is_about_a_task_of_the_document_and_a_unit_that_carries_it(
    story: Entry, carriers: dict[Passage, list[str]]
) -> None:
    for event in story["events"]:
        assert set(event["units"]) <= set(carriers[event["document"], event["code"]]), event


def test_every_reading_belongs_to_one_indicator_of_its_task(
    story: Entry, drafts: dict[Passage, TaskDraft]
) -> None:
    for event in story["events"]:
        indicators = drafts[event["document"], event["code"]].indicators
        for one in event.get("readings", []):
            measures = [each.measure for each in indicators if one["indicator"] in each.name]
            assert measures == [one["measure"]], one


def test_the_demo_day_finds_duties_late_by_a_little_and_by_a_lot(
    story: Entry, drafts: dict[Passage, TaskDraft], carriers: dict[Passage, list[str]]
) -> None:
    handed_in: dict[tuple[str, str, str], bool] = {}
    for event in story["events"]:
        for unit in event["units"]:
            key = (event["document"], event["code"], unit)
            handed_in[key] = event["move"] in {Move.SUBMIT, Move.CLOSE}
    late = [
        len(chinese_calendar.get_workdays(day, story["demo_day"])) - chinese_calendar.is_workday(day)
        for key, draft in drafts.items()
        for day in {due for reading in draft.deadlines for due in reading.due}
        for unit in carriers[key]
        if day < story["demo_day"] and not handed_in.get((*key, unit))
    ]
    assert len(late) >= 5
    assert min(late) < 10
    assert max(late) > 20


# ---- what the office did beside its tasks


def test_deeds_stand_in_order_and_fall_on_working_days_of_the_story(story: Entry) -> None:
    days: list[date] = [deed["date"] for deed in _load("evaluation.toml")["deeds"]]
    assert days == sorted(days)
    assert story["first_day"] <= days[0]
    assert days[-1] < story["demo_day"]
    assert [day for day in days if not chinese_calendar.is_workday(day)] == []


def test_deeds_name_units_of_the_directory_and_people_of_the_office(office: Entry, units: set[str]) -> None:
    clerks = {user["name"] for user in office["users"] if user["role"] == "经办"}
    for deed in _load("evaluation.toml")["deeds"]:
        named = {deed["unit"]} if "unit" in deed else set(deed.get("units", ()))
        assert named <= units
        assert set(deed.get("different", {})) <= units
        assert deed.get("who", "王敏") in clerks or "unit" in deed
