"""Every table in one place, for the migrations and for whoever wants to see what is stored."""

from models.assignment import Assignment, Closure, ProgressUpdate, Return, Transition
from models.base import Table
from models.document import Document, Doubt, Draft, DraftChange
from models.job import Job
from models.notice import Delivery, DeliveryItem, Notice
from models.office import Office
from models.task import Deadline, Indicator, Reading, Task, TaskUnit
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.user import SignIn, User

TABLES: tuple[type[Table], ...] = (
    Office,
    Unit,
    Alias,
    UnitGroup,
    GroupMember,
    Contact,
    Document,
    Draft,
    DraftChange,
    Doubt,
    Task,
    TaskUnit,
    Deadline,
    Indicator,
    Reading,
    Assignment,
    Transition,
    ProgressUpdate,
    Return,
    Closure,
    Notice,
    Delivery,
    DeliveryItem,
    User,
    SignIn,
    Job,
)
