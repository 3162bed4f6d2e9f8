"""What must hold of everything that is stored, in words, each with the question that finds what breaks it.

Whatever happens to the machine, these hold: who kills a process in the middle of anything, or restores a backup, asks
them afterwards (``duban doctor --thorough``). Each question gives the ids of what is wrong, and nothing where all is
well; it is SQL that both kinds of database answer alike, and it asks what is stored, not the code that stored it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, select

from models.append_only import unguarded
from models.progress import StoredFile
from supervision.duties.file_store import path_of
from supervision.record.proof import prove

_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must hold, in a sentence; ``of`` is what the ids belong to, ``broken`` the question for them."""

    sentence: str
    of: str
    broken: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One sentence that was looked at: whether it holds, and where it does not the first few that break it."""

    sentence: str
    broken: tuple[str, ...] = ()
    count: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing breaks it."""
        return not self.count


_LAST_STEP = """
SELECT t.assignment_id, t.after, t.id FROM transition t
WHERE t.id = (SELECT max(l.id) FROM transition l WHERE l.assignment_id = t.assignment_id)
"""
# Since when the percent of an assignment counts: it was handed out, or taken up again.
_SINCE = """
(SELECT max(s.id) FROM transition s WHERE s.assignment_id = a.id AND s.move IN ('assign', 'reopen'))
"""

INVARIANTS = (
    Invariant(
        "已立项的草案都有任务。",
        "草案",
        "SELECT d.id FROM draft d LEFT JOIN task t ON t.draft_id = d.id WHERE d.status = 'confirmed' AND t.id IS NULL",
    ),
    Invariant(
        "任务编号不重。",
        "任务",
        "SELECT min(id) FROM task GROUP BY number HAVING count(*) > 1",
    ),
    Invariant(
        "交办了的任务，每个责任单位都有交办的事项（已撤出的、已撤销的单位除外）。",
        "任务",
        """SELECT DISTINCT p.task_id FROM task_unit p JOIN unit u ON u.id = p.unit_id
        WHERE p.removed_on IS NULL AND u.ended_on IS NULL
          AND EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = p.task_id)
          AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = p.task_id AND a.unit_id = p.unit_id)""",
    ),
    Invariant(
        "同一时限、同一单位、同一角色只有一件交办的事项。",
        "事项",
        "SELECT min(id) FROM assignment GROUP BY deadline_id, unit_id, role HAVING count(*) > 1",
    ),
    Invariant(
        "交办的事项属于它那个时限所属的任务。",
        "事项",
        "SELECT a.id FROM assignment a JOIN deadline d ON d.id = a.deadline_id WHERE a.task_id <> d.task_id",
    ),
    Invariant(
        "每件交办的事项都有流转记录，状态就是最后一步以后的状态。",
        "事项",
        f"""SELECT a.id FROM assignment a LEFT JOIN ({_LAST_STEP}) l ON l.assignment_id = a.id
        WHERE l.id IS NULL OR l.after <> a.status""",
    ),
    Invariant(
        "流转记录一步接一步：每一步以前的状态，就是上一步以后的状态。",
        "流转记录",
        """SELECT id FROM (SELECT id, before, lag(after) OVER (PARTITION BY assignment_id ORDER BY id) AS earlier
        FROM transition) AS steps WHERE coalesce(before, '') <> coalesce(earlier, '')""",
    ),
    Invariant(
        "已销号的事项都有一条有效的销号记录，没有销号的都没有。",
        "事项",
        """SELECT a.id FROM assignment a
        WHERE (SELECT count(*) FROM closure c WHERE c.assignment_id = a.id AND c.reopened_on IS NULL)
           <> CASE WHEN a.status = 'closed' THEN 1 ELSE 0 END""",
    ),
    Invariant(
        "每条销号记录都有申请销号或合并销号在先。",
        "销号记录",
        """SELECT c.id FROM closure c WHERE NOT EXISTS (SELECT 1 FROM transition t
        WHERE t.assignment_id = c.assignment_id AND t.move IN ('submit', 'close_jointly'))""",
    ),
    Invariant(
        "退回的次数与退回的理由一样多。",
        "事项",
        """SELECT a.id FROM assignment a
        WHERE (SELECT count(*) FROM "return" r WHERE r.assignment_id = a.id)
           <> (SELECT count(*) FROM transition t WHERE t.assignment_id = a.id AND t.move = 'send_back')""",
    ),
    Invariant(
        "事项上的进度就是最近一次反馈的进度，没有反馈的没有进度。",
        "事项",
        # By the order of the record: a machine's clock may have been set back in between.
        f"""SELECT a.id FROM assignment a WHERE coalesce(a.percent, -1) <> CASE WHEN EXISTS (SELECT 1 FROM transition r
          WHERE r.assignment_id = a.id AND r.move = 'report' AND r.id > {_SINCE})
        THEN coalesce((SELECT p.percent FROM progress_update p WHERE p.assignment_id = a.id
          ORDER BY p.as_of DESC, p.id DESC LIMIT 1), -1) ELSE -1 END""",
    ),
    Invariant(
        "反馈的次数与流转记录里反馈的次数一样多。",
        "事项",
        """SELECT a.id FROM assignment a
        WHERE (SELECT count(*) FROM progress_update p WHERE p.assignment_id = a.id)
           <> (SELECT count(*) FROM transition t WHERE t.assignment_id = a.id AND t.move = 'report')""",
    ),
    Invariant(
        "一件事项同时最多有一份等待答复的延期申请。",
        "事项",
        """SELECT assignment_id FROM extension WHERE answer = 'pending'
        GROUP BY assignment_id HAVING count(*) > 1""",
    ),
    Invariant(
        "同一事项、同一时限、同一级、同一期只提出一件通知。",
        "通知",
        "SELECT min(id) FROM notice GROUP BY assignment_id, in_force, rung, occasion HAVING count(*) > 1",
    ),
    Invariant(
        "一件通知对一个人只写在一封信里。",
        "通知",
        "SELECT notice_id FROM delivery_item GROUP BY notice_id, contact_id HAVING count(*) > 1",
    ),
    Invariant(
        "同一渠道、同一地址、同一天、同一种信只有一封。",
        "信",
        "SELECT min(id) FROM delivery GROUP BY channel, address, day, apart HAVING count(*) > 1",
    ),
    Invariant(
        "已发出的信都记着何时取出、何时发出。",
        "信",
        """SELECT id FROM delivery WHERE status = 'sent' AND settled_at IS NULL""",
    ),
    Invariant(
        "没有发出的信都写明原因，结果不明的都取出过。",
        "信",
        """SELECT id FROM delivery WHERE (status = 'failed' AND error = '')
           OR (status IN ('sending', 'unknown') AND claimed_at IS NULL)""",
    ),
    Invariant(
        "待发的信都没有结果。",
        "信",
        "SELECT id FROM delivery WHERE status = 'pending' AND settled_at IS NOT NULL",
    ),
    Invariant(
        "办完的后台事项都记着结束的时间或原因，没有领取的不会有结果。",
        "后台事项",
        "SELECT id FROM job WHERE status = 'waiting' AND (result <> '' OR error <> '')",
    ),
    Invariant(
        "封存的每一组都排在唯一的位置上，位置从头到尾没有空缺。",
        "记录",
        """SELECT max(position) FROM block WHERE position IS NOT NULL
        HAVING max(position) - min(position) + 1 <> count(*)""",
    ),
    Invariant(
        "每一条流转记录和日志都在某一组记录里。",
        "记录",
        """SELECT t.id FROM transition t LEFT JOIN block b ON b.id = t.block_id
        WHERE t.block_id IS NOT NULL AND b.id IS NULL
        UNION ALL SELECT e.id FROM log_entry e LEFT JOIN block b ON b.id = e.block_id
        WHERE e.block_id IS NOT NULL AND b.id IS NULL""",
    ),
)

_GUARDED = "流转记录、日志等只增不改的表，数据库都不许改、不许删。"
_CHAINED = "记录从头到尾核验通过，没有一条被改动、删除或添加。"
_FILES = "交来的每个文件都在，内容与指纹相符。"
_WHOLE = "数据库文件完整，每一行所指的都在。"


def look_at_all(session: Session) -> Iterator[Looked]:
    """Look at one sentence after the other; nothing is changed."""
    for one in INVARIANTS:
        rows = session.connection().exec_driver_sql(one.broken).scalars().all()
        yield Looked(one.sentence, tuple(f"{one.of}{number}" for number in rows[:_MOST_SHOWN]), len(rows))
    bare = unguarded(session.connection())
    yield Looked(_GUARDED, bare[:_MOST_SHOWN], len(bare))
    fault = prove(session).fault
    yield Looked(_CHAINED, (fault.sentence,) if fault else (), int(fault is not None))
    astray = [file.sha256[:12] for file in session.exec(select(StoredFile)) if not _is_whole(file)]
    yield Looked(_FILES, tuple(f"文件{name}" for name in astray[:_MOST_SHOWN]), len(astray))
    torn = _torn(session)
    yield Looked(_WHOLE, torn[:_MOST_SHOWN], len(torn))


def _is_whole(file: StoredFile) -> bool:
    try:
        content = path_of(file.sha256).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == file.sha256


def _torn(session: Session) -> tuple[str, ...]:
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return ()  # a server keeps what points to what by itself
    said = [row for row in connection.execute(text("PRAGMA integrity_check")).scalars() if row != "ok"]
    said += [f"{row[0]}第{row[1]}行" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return tuple(said)
