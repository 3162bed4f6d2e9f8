"""What was counted is kept: as long as it holds and no longer, and for nobody else."""

from collections.abc import Callable, Collection
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlmodel import Session

from config.refusal import Refusal
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.notice import Delivery
from models.record import LogEntry
from models.state import state
from models.words import ContactLevel, NoticeKind, Subject
from reports.kept import Keeper, forget, kept
from tests.new_database import new_database
from tests.patience import PATIENCE_SECONDS
from tests.postgresql import server
from tests.reported_office import GIVEN, TODAY, ReportedOffice, at


class _Asked:
    """Gives 1 the first time it is counted, then 2, and so on; its clock stands until it is put on."""

    def __init__(self, session: Session, *, lag: float = 0) -> None:
        self.time, self._times, self._lag = 0.0, 0, lag
        self._session = session
        self._keeper = Keeper(lambda: self.time)

    def get(self, about: str = "all") -> int:
        return self._keeper.kept(self._session, "figures", about, self._count, lag=self._lag)

    def _count(self) -> int:
        self._times += 1
        return self._times


def _note(session: Session, subject: Subject, deed: str) -> None:
    session.add(LogEntry(subject=subject, deed=deed, at=at(TODAY), on=TODAY, by="王敏"))
    session.commit()


def _assignment(office: ReportedOffice, unit: str = "总工会") -> Assignment:
    made = office.assign(office.deadline(office.task(office.document()), TODAY), office.unit(unit))
    office.session.commit()
    return made


def test_it_is_counted_once_until_something_is_done() -> None:
    office = ReportedOffice()
    assignment, asked = _assignment(office), _Asked(office.session)
    contact = office.contact(office.unit("人社局"), "苏望", ContactLevel.LEADER)

    def raise_a_notice() -> None:
        office.notice(assignment, "overdue", NoticeKind.REMINDER)

    def send_a_letter() -> None:
        office.session.add(
            Delivery(contact_id=contact.id, day=TODAY, address="su@example.org", not_before=at(TODAY))
        )

    assert [asked.get(), asked.get(), asked.get("other")] == [1, 1, 2], "another question"
    deeds: tuple[Callable[[], None], ...] = (
        lambda: office.accept(assignment, GIVEN + timedelta(days=1)),
        lambda: office.report(assignment, 10, TODAY),
        raise_a_notice,
        send_a_letter,
    )
    for number, do in enumerate(deeds, 3):
        do()
        office.session.commit()
        assert [asked.get(), asked.get()] == [number, number]


def test_every_deed_is_noticed_and_who_only_looks_is_not() -> None:
    office = ReportedOffice()
    asked = _Asked(office.session)
    for subject, deed, counted in (
        (Subject.ACCOUNT, "登录", 1),
        (Subject.UNIT, "查看联系方式", 1),
        (Subject.LETTER, "签发文书", 2),
        (Subject.UNIT, "修改单位", 3),
        (Subject.ACCOUNT, "取消查看范围", 4),
    ):
        assert asked.get()
        _note(office.session, subject, deed)
        assert asked.get() == counted, deed


def test_nothing_is_kept_for_longer_than_a_minute() -> None:
    office = ReportedOffice()
    asked, found = _Asked(office.session), []
    for asked.time in (0.0, 50.0, 70.0, 129.0, 131.0):
        found.append(asked.get())
    assert found == [1, 1, 2, 2, 3]


def test_what_may_lag_does_so_for_its_time_whatever_is_done() -> None:
    office = ReportedOffice()
    asked, found = _Asked(office.session, lag=30), []
    for asked.time in (0.0, 20.0, 29.0, 31.0):
        found.append(asked.get())
        _note(office.session, Subject.UNIT, "修改单位")
    assert found == [1, 1, 1, 2]


def test_what_is_over_is_kept_for_the_whole_day() -> None:
    office = ReportedOffice()
    asked = _Asked(office.session, lag=86_400)
    assert asked.get("monday") == 1
    asked.time = 80_000
    _note(office.session, Subject.UNIT, "修改单位")
    assert [asked.get("monday"), asked.get("tuesday")] == [1, 2]


def test_another_office_has_figures_of_its_own() -> None:
    one, other = ReportedOffice(), ReportedOffice()
    assert kept(one.session, "name", "all", lambda: "one") == "one"
    assert kept(other.session, "name", "all", lambda: "other") == "other"
    assert kept(one.session, "name", "all", lambda: "again") == "one"
    forget()
    assert kept(one.session, "name", "all", lambda: "again") == "again"


def test_only_the_latest_of_a_name_are_kept() -> None:
    office, keeper, counted = ReportedOffice(), Keeper(), []
    for about in (1, 2, 1, 3, 1, 2):
        keeper.kept(office.session, "window", about, lambda about=about: counted.append(about), most=2)  # type: ignore[misc]
        keeper.kept(office.session, "other", about, lambda: 0)
    assert counted == [1, 2, 3, 2], "the one looked at last stays"


def test_what_could_not_be_counted_is_counted_by_the_next_who_asks() -> None:
    office, keeper = ReportedOffice(), Keeper()

    def fail() -> int:
        raise Refusal("数据正忙。")

    with pytest.raises(Refusal):
        keeper.kept(office.session, "figures", "all", fail)
    assert keeper.kept(office.session, "figures", "all", lambda: 1) == 1


def test_who_comes_while_it_is_counted_waits_and_another_question_does_not(home: object) -> None:
    new_database()
    keeper, begun, go_on = Keeper(), Event(), Event()
    counted: list[str] = []

    def count() -> int:
        counted.append("figures")
        begun.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return 7

    def ask() -> None:
        with database.reading() as session:
            found.append(keeper.kept(session, "figures", "all", count))

    found: list[int] = []
    asking = [Thread(target=ask) for _ in range(8)]
    for one in asking:
        one.start()
    assert begun.wait(PATIENCE_SECONDS)
    with database.reading() as session:
        assert keeper.kept(session, "figures", "other", lambda: 1) == 1
    go_on.set()
    for one in asking:
        one.join()
    assert (counted, found) == (["figures"], [7] * 8)


def test_after_a_move_only_its_unit_is_counted_again() -> None:
    office, keeper = ReportedOffice(), Keeper()
    mine, _ = _assignment(office), _assignment(office, "人社局")
    counted: list[Collection[int] | None] = []

    def count(units: Collection[int] | None) -> dict[int, int]:
        counted.append(units)
        return {unit: len(counted) for unit in units or (1, 2, mine.unit_id, 99)}

    def get() -> dict[int, int]:
        return keeper.kept_by_unit(office.session, "lights", "all", count, dict)

    whole = get()
    assert get() == whole
    office.report(mine, 10, TODAY)
    office.session.commit()
    assert get() == whole | {mine.unit_id: 2}
    _note(office.session, Subject.LETTER, "签发文书")
    office.notice(mine, "overdue", NoticeKind.REMINDER)
    office.session.commit()
    assert get() == whole | {mine.unit_id: 2}, "no letter lights a light"
    assert counted == [None, {mine.unit_id}]
    _note(office.session, Subject.TASK, "加标签")
    assert set(get().values()) == {3}
    assert counted[2] is None


def test_after_a_minute_every_unit_is_counted_again() -> None:
    office, counted, hour = ReportedOffice(), [], [0.0]
    mine, keeper = _assignment(office), Keeper(lambda: hour[0])

    def count(units: Collection[int] | None) -> dict[int, int]:
        counted.append(units is None)
        return {}

    for hour[0] in (0.0, 40.0, 70.0):
        keeper.kept_by_unit(office.session, "lights", "all", count, dict)
        office.report(mine, 10, TODAY)
        office.session.commit()
    assert counted == [True, False, True]


@pytest.mark.long
def test_on_a_server_what_ends_late_is_noticed(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as running:
        monkeypatch.setattr(settings(), "database_url", running.url)
        database.migrate()
        with Session(database.engine()) as late, Session(database.engine()) as other:
            late.add(LogEntry(subject=Subject.UNIT, deed="修改单位", at=at(TODAY), on=TODAY, by="王敏"))
            late.flush()
            _note(other, Subject.UNIT, "修改单位")
            with database.reading() as session:
                before = state(session)
                assert before.in_flight
                assert before.holds(state(session)), "it has not ended yet"
                _note(other, Subject.ACCOUNT, "登录")
                assert before.holds(state(session)), "nobody did anything"
                late.commit()
                after = state(session)
                assert after[:-1] == before[:-1]
                assert not before.holds(after)
                assert after.holds(state(session))
                assert kept(session, "name", "all", lambda: 1) == 1
        database.close_connections()
