"""What was counted is counted again once something has happened, and for another question."""

from datetime import timedelta

from models.record import LogEntry
from models.words import Subject
from reports.remembered import remembered
from tests.reported_office import GIVEN, TODAY, ReportedOffice, at


def test_it_is_counted_once_until_something_happens() -> None:
    office, asked = ReportedOffice(), []

    def count() -> int:
        asked.append(1)
        return len(asked)

    task = office.task(office.document())
    assignment = office.assign(office.deadline(task, TODAY), office.unit("总工会"))
    office.session.commit()
    assert [remembered(office.session, "a", count) for _ in range(3)] == [1, 1, 1]
    assert remembered(office.session, "b", count) == 2, "another question"
    office.accept(assignment, GIVEN + timedelta(days=1))
    office.session.commit()
    assert remembered(office.session, "a", count) == 3
    office.report(assignment, 10, TODAY)
    office.session.commit()
    assert remembered(office.session, "a", count) == 4


def test_another_office_has_counts_of_its_own() -> None:
    one, other = ReportedOffice(), ReportedOffice()
    assert remembered(one.session, "key", lambda: "one") == "one"
    assert remembered(other.session, "key", lambda: "other") == "other"


def test_a_change_of_the_directory_is_noticed_and_a_signing_in_is_not() -> None:
    office, counts = ReportedOffice(), iter(range(9))

    def counted() -> int:
        return remembered(office.session, "directory", lambda: next(counts))

    def note(subject: Subject, deed: str) -> None:
        entry = LogEntry(subject=subject, deed=deed, at=at(TODAY), on=TODAY, by="王敏")
        office.session.add(entry)
        office.session.commit()

    assert counted() == 0
    note(Subject.ACCOUNT, "登录")
    note(Subject.LETTER, "签发文书")
    assert counted() == 0
    note(Subject.UNIT, "修改单位")
    assert counted() == 1
    note(Subject.ACCOUNT, "取消查看范围")
    assert counted() == 2
