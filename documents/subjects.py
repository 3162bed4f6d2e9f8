"""Who a sentence of prose puts under a duty: the units that stand as its subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents import unit_names

_MODAL = (
    "要(?!求|点|素|件|闻|么|是)|应(?!急|用|对|届|收|聘|诉|税|变|当前)(?:当)?|须(?!知)|必须|务必|需(?!求|要)|需要|负责(?!人|任|同志)|不得|将(?!军|来|士|其|符|在.{0,30}(?:纳入|列入|剔除))|牵头(?!单位|部门|抓总)"
    "|继续|尽快|抓紧|切实|认真|定期|及时"
)
_VERB = (
    "会同|配合|指导|督促|组织|制定|研究|建立|开展|完成|加强|发挥|做好|落实|推进|统筹|提出|报送|汇总|印发|出台|按程序|按照|根据|依法|按|发出|公布|发布"
    "|向社会|立即|随即|每[年季月半周]|于|自|从|在|对|参照|结合|把|分别|统一|共同|具体|采取|审核|审批|批准|受理|办理|登记|作出|出具|签订|提供|安排|编制|实行|实施|健全|完善"
)
_DUTY = re.compile(rf"(?P<modal>{_MODAL})|{_VERB}")
REPORTING = re.compile(r"报送|上报|呈报|报告|报(?=[^告道名销批纸价考刊表废]{0,12}(?:办|局|委|厅|部|室|处|政府|小组|备案|审批|审核|汇总))")
_OWNER = re.compile(r"(?P<who>各(?:省|市|县|区|州|地|镇|乡|单位|部门|有关部门|成员单位)(?:[（(][^）)]{1,20}[）)])?)")
_EACH = re.compile(r"^(?:各|地方|有关|相关|所有|本[市省县区]各)|部门$")
_OPENER = re.compile(r"(?:分别由|并|其中|同时|此外|由|请|原则上|可由)[，,]?")
_ADVERB = re.compile(r"(?:还|都|也|均|全部|可|再|同时|相应地?|同步|已|一并)$")
_FOREIGN = re.compile(r"[。；;：:！？!?“”《》\n]")
_LONGEST_NAME = 40
_REACH = 110  # characters that a list of subjects may take
_QUALIFIED = re.compile(
    r"各|全[市省县区国]|[市省县区州]{1,2}(?!场|内|域|级|委书|长)|本[市省县区]|国务院|国家|中央|地方|有关|相关|镇|乡|街道|税务|财政|教育|人社|发改|公安|民政|卫生|自然资源|住建|住房|交通|水利"
    r"|农业|商务|文化|审计|应急|市场监管|机构编制|工信|工业|科技|司法|组织|宣传|统战|工会|地级|县级|.{0,10}(?:局|厅|委员会|办公室|政府|总局|部门|单位)"
)
_OPEN = re.compile(
    r"(?:全[市省县区国])?(?:各|有关|相关|上述|以上)(?:地|地区|级|部门|单位|有关|相关|责任|成员|市|县|区|级各|地各|地和|地、|级、|、|和|及|直属|[（(].{0,8}[）)])*(?:地区|部门|单位|地|地方|方面|责任单位|成员单位)?(?:党委|政府)?"
)
_COMMON_NOUN = re.compile(
    r"^(?:这|那|该|其|它|此|我|他|因|为|对|从|以|把|将|在|当|按|据|经|凡|如|若|虽|既|不|没|已|正|仅|只|着力|加快|加强|推动|推进|深化|建立|完善|健全|坚持|支持|鼓励|引导|围绕|落实|开展|实施|强化|构建|优化|提升|打造|促进|积极|大力|充分|进一步|深入|全面|严格|统筹|组织|制定|探索|做好|抓好|发挥|鼓|通过|利用|依托|结合|根据|按照|没有|具有|形成|营造|创新|规范|确保|保障|改进|改善|增强|扩大|培育|聚焦|倡导|完成|成立|设立|报|向|给|与|和|及|并|或|由)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The units at the head of a sentence; ``open``: a collective that names nobody (各地各部门).

    ``binding``: a word of duty (要, 应当) follows; ``each``: it speaks to every unit of a class (各级工会, 民政部门).
    ``qualified``: it says which ones (市…, 各级…, …局), and does not merely name a class (企业工会).
    """

    start: int
    end: int
    units: tuple[str, ...]
    open: bool
    qualified: bool
    binding: bool
    each: bool


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
        units = _units(who)
        if units:
            return Subject(
                start,
                start + len(who),
                units,
                open=all(_OPEN.fullmatch(unit) for unit in units),
                qualified=bool(_QUALIFIED.match(units[0])),
                binding=duty["modal"] is not None,
                each=bool(_EACH.search(units[0])),
            )
        if _FOREIGN.search(who):
            break
    return None


def _units(who: str) -> tuple[str, ...]:
    """The names in a stretch that is nothing but names; empty otherwise."""
    if len(who) < 2 or _FOREIGN.search(who) or _COMMON_NOUN.match(who):
        return ()
    if who.count("（") + who.count("(") != who.count("）") + who.count(")"):
        return ()
    units = tuple(unit_names.split(who))
    fit = all(
        len(unit) <= _LONGEST_NAME and unit_names.looks_like_unit(unit) and not _COMMON_NOUN.match(unit) for unit in units
    )
    return units if fit else ()


def _clause_starts(sentence: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("[，,；;：:]", sentence))]
