"""The words of evaluation, of findings and of what is written for others, each with its Chinese label beside it."""

from models.words import Word


class CampaignKind(Word):
    """What a campaign looks at (督察活动)."""

    ANNUAL = "annual", "年度考核"
    MIDTERM = "midterm", "中期评估"
    OVERALL = "overall", "总体评估"
    SPECIAL = "special", "专项督察"
    FULL = "full", "全面督查"


class CampaignStatus(Word):
    """How far a campaign has come. Frozen once it has a freeze; published when units see their scores."""

    PREPARED = "prepared", "筹备"
    FROZEN = "frozen", "数据已冻结"
    PUBLISHED = "published", "已公布"
    ENDED = "ended", "已结束"


class FactKind(Word):
    """What a frozen fact is about."""

    UNIT = "unit", "单位"
    TASK = "task", "任务"
    INDICATOR = "indicator", "指标"
    OFFICE = "office", "全局"


class Assessor(Word):
    """Who gives points beside the computed ones (自评与他评，上评与下评)."""

    SELF = "self", "自评"
    OFFICE = "office", "他评"
    SUPERIOR = "superior", "上评"
    PEER = "peer", "互评"
    SUBORDINATE = "subordinate", "下评"
    THIRD_PARTY = "third_party", "第三方评"


class Tier(Word):
    """Where a unit stands among those of its class (扩先、提中、治软)."""

    LEADING = "leading", "领先"
    MIDDLE = "middle", "中游"
    WEAK = "weak", "薄弱"


class FindingSource(Word):
    """Where a problem was found."""

    EVALUATION = "evaluation", "评估"
    ON_SITE = "on_site", "实地核查"
    RED_TASK = "red_task", "红灯事项"
    INSPECTION = "inspection", "督察"
    OTHER = "other", "其他"


class FindingStatus(Word):
    """How far a finding has come. Struck off is not yet over: it is rechecked on its day (回头看)."""

    FOUND = "found", "待下达"
    RECTIFYING = "rectifying", "整改中"
    CLOSED = "closed", "已销号"
    HELD = "held", "回头看通过"
    DROPPED = "dropped", "不列入整改"


class Cause(Word):
    """Why a duty is behind (原因分类)."""

    LATE_START = "late_start", "启动较晚"
    PEOPLE = "people", "人员力量不足"
    MONEY = "money", "资金未到位"
    POLICY = "policy", "政策依据不明"
    APPROVAL = "approval", "审批手续未完"
    OTHERS = "others", "需其他单位配合"
    ENVIRONMENT = "environment", "外部情况变化"
    TARGET = "target", "目标不切实际"
    NEGLECT = "neglect", "重视不够"
    OTHER = "other", "其他"


class ConsequenceKind(Word):
    """What a result leads to (结果运用); each is proposed by rule and decided by a person."""

    PRAISE = "praise", "通报表扬"
    INCENTIVE = "incentive", "激励"
    ELIGIBLE = "eligible", "推优建议"
    INELIGIBLE = "ineligible", "暂缓推优"
    CRITICISM = "criticism", "通报批评"
    INTERVIEW = "interview", "约谈"


class BulletinStatus(Word):
    """How far an issue of a bulletin has come."""

    DRAFT = "draft", "编辑中"
    ISSUED = "issued", "已印发"
    RECORDED = "recorded", "补录"
    VOIDED = "voided", "作废"


class PointTier(Word):
    """The three tiers of demonstration points."""

    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省级"
    LOCAL = "local", "市县级"
    ENTERPRISE = "enterprise", "企业级"


class ExperienceState(Word):
    """How far a good practice has come: from found to made a rule (上升为制度)."""

    FOUND = "found", "发现"
    SUMMARISED = "summarised", "总结"
    PROMOTED = "promoted", "推广"
    MADE_RULE = "made_rule", "上升为制度"


class MeetingKind(Word):
    """What a record of joint work is about."""

    CONFERENCE = "conference", "会商"
    REGULAR = "regular", "例会"
    SURVEY = "survey", "调研"
    REQUEST = "request", "请示"
    INSPECTION = "inspection", "督导"
    EXTENDED = "extended", "扩大会议"
    REVIEW = "review", "专家论证"


class Adoption(Word):
    """What became of an opinion in a round of consultation (征求意见)."""

    PENDING = "pending", "待处理"
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"


class PolicyState(Word):
    """How far an enterprise has put an issued policy into practice."""

    NOT_YET = "not_yet", "未落实"
    PARTLY = "partly", "部分落实"
    DONE = "done", "已落实"
    NOT_APPLICABLE = "not_applicable", "不适用"


class PaperKind(Word):
    """What is written from a freeze or from the day's state."""

    MIDTERM = "midterm", "中期评估报告"
    OVERALL = "overall", "总体评估报告"
    ANNUAL = "annual", "年度总结"
    UNIT = "unit", "单位报告"
    CIRCULAR = "circular", "通报"
    MEETING = "meeting", "会议材料"
    ONE_PAGE = "one_page", "领导一页纸"


class DocumentTieKind(Word):
    """What another document is to a document."""

    BASIS = "basis", "依据"
    CITED = "cited", "引用"
    ATTACHMENT = "attachment", "附件"
    INTERPRETATION = "interpretation", "解读"


class ProfileItem(Word):
    """What is asked of every unit's file (单位档案)."""

    LEADING_BODY = "leading_body", "领导机构"
    MEETING_RULE = "meeting_rule", "会议制度"
    APPRAISAL = "appraisal", "考核机制"
    PERSON = "person", "专责人员"


class TrialOutcome(Word):
    """What becomes of a trial at its end."""

    SPREAD = "spread", "推广"
    EXTENDED = "extended", "延长试点"
    STOPPED = "stopped", "终止"
