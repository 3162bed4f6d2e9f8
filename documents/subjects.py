"""Who a sentence of prose puts under a duty: the units that stand as its subject."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents import unit_names
from documents.unit_lists import UnitList

_MODAL = (
    "要(?!求|点|素|件|闻|么|是)|应(?!急|用|对|届|收|聘|诉|税|变|当前)(?:当)?|须(?!知)|必须|务必|需(?!求|要)|需要|负责(?!人|任|同志)|不得|将(?!军|来|士|其|符|在.{0,30}(?:纳入|列入|剔除))|牵头(?!单位|部门|抓总)"
    "|继续|尽快|抓紧|切实|认真|定期|及时"
)
_VERB = (
    "会同|(?:配合|协助|参加|参与)(?!单位|部门|企业)|指导|督促|组织|制定|研究|建立|开展|完成|加强|发挥|做好|落实|推进|统筹|提出|报送|汇总|印发|出台|按程序|按照|根据|依法|按|发出|公布|发布"
    "|向社会|立即|随即|每[年季月半周]|于|自|从|在|对|参照|结合|把|分别|统一|共同|以(?=[^，。]{1,14}为)|具体|采取|审核|审批|批准|受理|办理|登记|作出|出具|签订|提供|安排|编制|实行|实施|健全|完善|适时|牵头负责|组建|成立|设立|拟订|起草|举办|承办|选派|梳理|摸清|排查|检查|抽查|评估|考核|通报|开设|培训|拨付|兑现|备案|收集"
    r"|(?:20\d\d年)?(?:1[0-2]|0?[1-9])月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之|以)?前|(?:20\d\d)?年底(?:之|以)?前|(?:今年|明年|当年|20\d\d年)?(?:年内|[上下]半年|第?[一二三四]季度(?!度))|力争|确保|最迟|近期"
)
_DUTY = re.compile(rf"(?P<modal>{_MODAL})|{_VERB}")
REPORTING = re.compile(
    r"报送|上报|呈报|报告|报(?=[^告道名销批纸价考刊表废]{0,12}(?:办|局|委|厅|部|室|处|政府|小组|备案|审批|审核|汇总))"
)
_OWNER = re.compile(
    r"(?P<who>各(?:省|市|县|区|州|地|镇|乡|单位|部门|有关部门|成员单位)(?:[（(][^）)]{1,20}[）)])?)"
)
_EACH = re.compile(r"^(?:各|地方|有关|相关|所有|本[市省县区]各)|部门$")
_OPENER = re.compile(r"(?:分别由|并|其中|同时|此外|由|请|原则上|可由)[，,]?")
_ADVERB = re.compile(r"(?:还|都|也|均|全部|可|再|同时|相应地?|同步|已|一并)$")
_SHORT_CLASSES = frozenset(("学校", "高校", "医院", "企业", "银行", "法院"))
_ROLES = {
    "牵头": "lead",
    "配合": "supporting",
    "协助": "supporting",
    "参加": "supporting",
    "参与": "supporting",
}
_JOINED = re.compile(r"(?:(?:要|应|应当|负责|将)?(?:积极|及时|抓紧|尽快)?)?会同")
_FOREIGN = re.compile(r"[。；;：:！？!?“”《》\n]|\d[年月日]")
# 该项工作由市总工会牵头: who has to do it stands in the middle of the clause.
_CLAUSE_START = re.compile("[，,；;：:。]|(?:工作|任务|事项|项目|活动|事宜|措施|问题)(?=由)")
_REACH = 110  # characters that a list of subjects may take
_QUALIFIED = re.compile(
    r"各|全[市省县区国]|[市省县区州]{1,2}(?!场|内|域|级|委书|长)|本[市省县区]|国务院|国家|中央|地方|有关|相关|镇|乡|街道|税务|财政|教育|人社|发改|公安|民政|卫生|自然资源|住建|住房|交通|水利"
    r"|农业|商务|文化|审计|应急|市场监管|机构编制|工信|工业|科技|司法|组织|宣传|统战|工会|地级|县级|.{0,10}(?:局|厅|委员会|办公室|政府|总局|部门)"
)
_OPEN = re.compile(
    r"(?:全[市省县区国])?(?:各|有关|相关|上述|以上)(?:地|地区|级|部门|单位|有关|相关|责任|成员|市|县|区|级各|地各|地和|地、|级、|、|和|及|直属|[（(].{0,8}[）)])*(?:地区|部门|单位|地|地方|方面|责任单位|成员单位)?(?:党委|政府)?"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The units at the head of a sentence; ``open``: a collective that names nobody (各地各部门).

    ``binding``: a word of duty (要, 应当) follows; ``each``: it speaks to every unit of a class (各级工会, 民政部门).
    ``role`` is lead or supporting where the verb says so (牵头, 配合); ``partners`` are those it acts with (会同).
    ``charged``: 由 or 请 hands it the work (由市民政局组织).
    ``qualified``: it says which ones (市…, 各级…, …局), and does not merely name a class (企业工会).
    """

    start: int
    end: int
    units: tuple[str, ...]
    open: bool
    qualified: bool
    binding: bool
    each: bool
    role: str
    partners: tuple[str, ...]
    charged: bool


def read_subjects(sentence: str) -> Iterator[Subject]:
    """The subjects of a sentence that stand under a duty, at its head or after a comma, in order."""
    done = 0
    for begin in _clause_starts(sentence):
        if begin < done:
            continue
        subject = _subject_at(sentence, begin)
        if subject:
            done = subject.end
            yield subject


def read_subject(sentence: str) -> Subject | None:
    """The first of them; None when the sentence names nobody."""
    return next(read_subjects(sentence), None)


def acting(subjects: Sequence[Subject]) -> UnitList:
    """Those subjects as a list of units: a lead only where the text has one lead the others."""
    lead, units, supporting = dict[str, None](), dict[str, None](), dict[str, None]()
    for subject in subjects:
        role = "lead" if subject.partners else subject.role
        {"lead": lead, "units": units, "supporting": supporting}[role].update(dict.fromkeys(subject.units))
        supporting.update(dict.fromkeys(subject.partners))
    return UnitList(
        0,
        0,
        tuple(lead),
        tuple(unit for unit in units if unit not in lead),
        tuple(unit for unit in supporting if unit not in lead and unit not in units),
    )


def read_owner(sentence: str) -> tuple[str, ...]:
    """Whose papers a sentence wants handed in when they are its subject (各市实施情况要及时报送…)."""
    found = _OWNER.match(sentence)
    return (found["who"],) if found and REPORTING.search(sentence) else ()


def _subject_at(sentence: str, begin: int) -> Subject | None:
    opener = _OPENER.match(sentence, begin)
    start = opener.end() if opener else begin
    window = sentence[start : start + _REACH]
    for duty in _DUTY.finditer(window):
        who = _ADVERB.sub("", window[: duty.start()])
        units = _units(who) if not who.endswith(("、", "，", ",")) else ()
        if units and not _goes_on_as_verb(units[-1], window[duty.start() :]):
            return Subject(
                start,
                start + len(who),
                units,
                open=all(_OPEN.fullmatch(unit) for unit in units),
                qualified=bool(_QUALIFIED.match(units[0])),
                binding=duty["modal"] is not None,
                each=bool(_EACH.search(units[0])),
                role=_ROLES.get(duty[0], "units"),
                partners=_partners(sentence, start + duty.start()),
                charged=bool(opener) and sentence[start - 1] in "由请",
            )
        if _FOREIGN.search(who):
            break
    return None


def _goes_on_as_verb(name: str, after: str) -> bool:
    """所在 and 处于 are verbs, and what stands before them is no office."""
    return name.endswith(("所", "处")) and after.startswith(("在", "于"))


def _units(who: str) -> tuple[str, ...]:
    """The names in a stretch that is nothing but names; empty otherwise."""
    if (len(who) < 3 and not who.startswith("各") and who not in _SHORT_CLASSES) or _FOREIGN.search(who):
        return ()
    if who.count("（") + who.count("(") != who.count("）") + who.count(")"):
        return ()
    units = tuple(unit_names.split(who))
    return units if all(map(unit_names.names_a_unit, units)) else ()


def _partners(sentence: str, at: int) -> tuple[str, ...]:
    """Who joins in: 县水利局要会同县财政局、县林业局编制……"""
    found = _JOINED.match(sentence, at)
    if not found:
        return ()
    window = re.split("[，。；]", sentence[found.end() : found.end() + _REACH])[0]
    for end in [*(duty.start() for duty in _DUTY.finditer(window)), len(window)]:
        units = _units(window[:end])
        if units:
            return units
    return ()


def _clause_starts(sentence: str) -> Iterator[int]:
    yield 0
    yield from (found.end() for found in _CLAUSE_START.finditer(sentence))
