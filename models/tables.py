"""Every table in one place, for the migrations and for whoever wants to see what is stored."""

from models.amendment import Amendment, ListVersion
from models.assignment import Assignment, Transition
from models.base import Table
from models.bulletin import Bulletin, BulletinItem, BulletinSeries, Subscription
from models.campaign import Campaign, Freeze, FrozenFact, FrozenItem, FrozenReading
from models.carried_form import CarriedForm
from models.client import Client, ClientRequest
from models.closing import ClosingRecord, Closure, JointClosure, ReadingCheck, Return
from models.coordination import Coordination, CoordinationReply
from models.document import Document, Doubt, Draft, DraftChange
from models.example import DemonstrationPoint, Experience, Honour, Publication
from models.extension import ClockStop, DueChange, Extension
from models.feed import Feed
from models.finding import CauseNote, Finding, OnSiteCheck, PolicyMark, Recheck
from models.forecast import OwnForecast
from models.instruction import Instruction, PassedInstruction
from models.intention import DeclinedCampaign
from models.job import Job
from models.ladder import CalendarDay, CalendarMark, LadderVersion, Sweep
from models.letter import Letter, LetterItem, LetterSeries
from models.link import Link, LinkUse
from models.meeting import (
    ApprovalStep,
    Consultation,
    Liaison,
    LiaisonVisit,
    Meeting,
    MeetingDecision,
    Opinion,
)
from models.message_mark import MessageMark
from models.notice import Delivery, DeliveryItem, Notice, PhoneCall
from models.occasion import ColumnIssue, TrainingClass, TrainingGoal
from models.office import Office
from models.plan import Improvement, PlanNode, TaskTag
from models.progress import Evidence, ProgressUpdate, StoredFile, WorkMeasure
from models.record import Block, LogEntry
from models.score import (
    AssessorLink,
    Consequence,
    Exemption,
    Objection,
    Rating,
    Score,
    ScoreSheet,
    ScoreTotal,
)
from models.sent_form import SentForm
from models.task import (
    Deadline,
    DeclinedMember,
    Indicator,
    IndicatorChange,
    IndicatorShare,
    Reading,
    Task,
    TaskUnit,
)
from models.team import TagOwner, Team, TeamMember, TeamTask, Trial, UnitProfile
from models.tie import DocumentTie, ExpertOpinion, MeetingTask, TaskTie
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.user import SignIn, User, UserScope
from models.written_paper import WrittenPaper

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
    PlanNode,
    Task,
    TaskTag,
    TaskUnit,
    DeclinedMember,
    Instruction,
    Deadline,
    Indicator,
    IndicatorShare,
    IndicatorChange,
    Reading,
    ReadingCheck,
    Block,
    LogEntry,
    Assignment,
    PassedInstruction,
    Transition,
    Extension,
    ClockStop,
    DueChange,
    ProgressUpdate,
    StoredFile,
    Evidence,
    WorkMeasure,
    Coordination,
    CoordinationReply,
    Return,
    ClosingRecord,
    Closure,
    JointClosure,
    Improvement,
    ListVersion,
    Amendment,
    Notice,
    Delivery,
    DeliveryItem,
    PhoneCall,
    LetterSeries,
    Letter,
    LetterItem,
    CalendarDay,
    CalendarMark,
    LadderVersion,
    Sweep,
    User,
    SignIn,
    UserScope,
    Feed,
    Link,
    LinkUse,
    Job,
    SentForm,
    CarriedForm,
    MessageMark,
    ScoreSheet,
    Campaign,
    Freeze,
    FrozenItem,
    FrozenReading,
    FrozenFact,
    AssessorLink,
    Rating,
    Score,
    ScoreTotal,
    Objection,
    Exemption,
    Consequence,
    Finding,
    Recheck,
    OnSiteCheck,
    CauseNote,
    PolicyMark,
    DemonstrationPoint,
    Experience,
    BulletinSeries,
    Bulletin,
    BulletinItem,
    Subscription,
    Publication,
    Honour,
    Meeting,
    MeetingDecision,
    Consultation,
    Opinion,
    Liaison,
    LiaisonVisit,
    ApprovalStep,
    WrittenPaper,
    Client,
    ClientRequest,
    DocumentTie,
    TaskTie,
    MeetingTask,
    ExpertOpinion,
    Team,
    TeamMember,
    TeamTask,
    UnitProfile,
    TagOwner,
    Trial,
    OwnForecast,
    DeclinedCampaign,
    ColumnIssue,
    TrainingGoal,
    TrainingClass,
)
