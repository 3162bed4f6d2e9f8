"""``duban assign``: hand registered tasks to their units."""

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from schedules import clock
from supervision.assignment import assign as assign_tasks


def assign(by: By = ME, as_json: AsJson = False) -> None:
    """交办：把已立项而未交办的任务交到责任单位，每个时限、单位、角色一件。"""
    with transaction() as session:
        made = assign_tasks(session, by, clock.today(), clock.now())
    if as_json:
        show("", [{"assigned": made}], {}, as_json=True)
    else:
        say(f"新交办{made}件。" + ("" if made else "没有等待交办的任务。"))
