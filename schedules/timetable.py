"""When each flow runs, in the office's own time zone. ``prefect.yaml`` says the same; a test compares them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A flow by its name and its entry point, and the cron line that starts it."""

    name: str
    entrypoint: str
    cron: str
    meaning: str


SWEEP_HOUR = 8
"""The hour of the morning's sweep: an engine that starts later on a day sweeps at once."""

HEARTBEAT_SECONDS = 30
"""How often a run says that it lives; one that is silent for four times as long is taken for dead."""

# The first delivery of the morning comes after the sweep: a person gets one letter a day, and what the
# sweep finds must be in it.
TIMETABLE: tuple[Slot, ...] = (
    Slot("intake", "flows.intake.intake", "*/5 * * * *", "读取看板上传的公文"),
    Slot("dispatch", "flows.dispatch.dispatch", "10,40 * * * *", "把已立项的任务交办到责任单位"),
    Slot(
        "sweep", "flows.sweep.daily_sweep", f"0 {SWEEP_HOUR} * * *", "每个工作日早上按提醒阶梯提出当天的通知"
    ),
    Slot("delivery", "flows.delivery.delivery", "10,25,40,55 8-20 * * *", "合并并送出通知"),
    Slot("sealing", "flows.sealing.sealing", "4-59/5 * * * *", "封存流转记录和日志"),
    Slot("evaluation", "flows.evaluation.evaluation", "2-57/5 * * * *", "写出看板上要的报告和单位报告"),
)
