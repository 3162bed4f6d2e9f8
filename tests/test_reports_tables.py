"""What the report says task by task: in its body and in the table of its annex."""

from datetime import date

import pytest

from papers.paper import TableOf
from tests.frozen_office import busy_office, words, written
from tests.reported_office import ReportedOffice

pytestmark = pytest.mark.long


def test_a_task_is_said_to_be_before_its_deadline_only_where_it_has_one() -> None:
    office = busy_office()
    document, unit = office.document(), office.unit("市科技局")
    for due in (None, date(2026, 12, 31)):
        office.assign(office.deadline(office.task(document), due), unit)

    said = words(written(office).paper.body)
    assert "时限：未定。交办1件。" in said
    assert "时限：2026年12月31日。交办1件，未到时限。" in said


def test_the_annex_says_what_was_reported_last_also_of_tasks_the_body_leaves_out() -> None:
    office = ReportedOffice()
    document, unit = office.document(), office.unit("市科技局")
    for place in range(1, 13):
        task = office.task(document, f"第{place}项任务")
        made = office.assign(office.deadline(task, date(2026, 12, place)), unit)
        office.accept(made)
        office.report(made, 10 * (place % 9), date(2026, 5, 20), f"第{place}项已开工")

    paper = written(office).paper
    assert "第12项已开工" not in words(paper.body)
    [table] = [block for block in paper.appendices[1].body if isinstance(block, TableOf)]
    assert [row[-1] for row in table.rows] == [
        f"市科技局（截至5月20日）：第{place}项已开工" for place in range(1, 13)
    ]
