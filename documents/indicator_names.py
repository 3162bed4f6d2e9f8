"""What a number counts: the words before it, or, where only a verb stands there, the words after its measure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from documents.quantities import Quantity
from documents.subjects import read_subject

_TIME_WORDS = re.compile(
    r"(?<![比较与])(?:力争|确保|争取)?(?:自|从)?(?:到|至|在|于)?(?:“?十.五”?(?:规划)?(?:期间|时期|末|期末)|\d{4}年(?:至\d{4}年|[-—]\d{4}年)?"
    r"(?:底|末|上半年|下半年)?(?:\d{1,2}月(?:底)?)?(?:前|之前|以前|期间)?(?!度)|(?:今后|未来)?[\d一二三四五两]+年内|(?:今后|未来)[\d一二三四五两]+年|今年(?:底)?(?:前)?|明年|年内|年底(?:前)?"
    r"|(?:\d{1,2}[-—至到])?\d{1,2}月(?:\d{1,2}日|份|底|上旬|中旬|下旬)?(?:之?前)?|全年|每年|年均|每季度|每月|当年|本年度)[，,]?"
)
_LEADING = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、]|[一二三四五六七八九十]是|其中|同时|并|要|上半年|下半年|共|已|全面|进一步|加快|努力|积极|重点(?=支持|引进|扶持|培育|培养|建设|打造|推进|推动|发展|实施|改造|选拔|选树|扩大)|力争|确保|争取(?!.{0,8}(?:资金|项目|支持|经费))|实现|推动|使|将|把|即|以及|由|有|另|自觉|按|计划)[：，:]?(?=.)"
)
_RELATION_WORDS = re.compile(
    r"(?:分别|均|都|始终|一直|不得|力争|应|累计|总计|合计|全部|动态|努力|基本|争取|确保|逐步|稳步|不低于|不少于|不小于|不下于|至少|超过|突破|高于|大于"
    r"|多于|不超过|不高于|低于|少于|小于|约|近|达到|达|(?:提高|提升|增加|增长|扩大|上升|控制|压减|压缩|缩短|降低|下降|减少|增|降|升)?(?:至|到|在)"
    r"|稳定|保持|维持|为|是|的|了|由|从|要|须|需)$"
)
_VERB = re.compile(
    r"(?P<verb>(?:重点|新|累计|再|力争)*(?:推出|构建|打造|培育|建设|建成|培养产生|培养资助|培养|引进和培养|引进|选树|选拔资助|选拔|扶持|完成|新建|改造|改建|组织"
    r"|开展|举办|实施|创建|认定|评选表彰|评选|支持|推广|培训|选派|入选|筹集|走访|新增|布局|建立|设立|遴选|树立|命名|发展|办好|落实|争创|招聘|安排"
    r"|提供|解决|整治|整改|关闭|淘汰|治理|跟踪培养|资助培养|资助|查处)+)$"
)
# Verbs that only say that it is to be done; 新增 and 培训 say what is counted and stay.
_DOING = re.compile(
    r"(?:举办|开展|组织开展|组织|完成|实施|办好|推出|打造|提高|提升|召开|实现)(?=[\u4e00-\u9fff“]{4,})"
)
_USED_FOR = re.compile(r"(?:的[^，。；用]{1,10})?(?:要|应|须)?用于(?P<what>[^，。；、的]{2,16})")
_NOUN_AFTER = re.compile(
    r"的?(?P<noun>具有[^，。；]{2,24}的[^，。；、\d]{2,14}|(?:[^，。；、：！？\d（(]|[（(][^）)]{0,20}[）)]){1,40})"
)
_OF_A_CLASS = re.compile(r"^(?:城镇|城市|城区|县城|全[省市县区国州])(?=[\u4e00-\u9fff]{3,})")
_EACH_OF = re.compile(r"^各(?:地|[省市县区州镇乡街道村]{1,4}|单位|部门|企业)(?=[\u4e00-\u9fff]{4,})")
_CHANGE = re.compile(r"(?:(?:比|较)\d{4}年)?(?:压减|下降|降低|减少|削减|增长|提高|增加|上升)$")
# Of several rates under one number each is a target of its own; so of shares, but not of amounts.
_RATE = re.compile(r"[\u4e00-\u9fffA-Za-z“”（）]{2,30}(?:率|占比|比例|比重|满意度)")
_MOST_RATES = 6
_SHARE = re.compile(
    r"(?:率|度|增速|增长|下降|提高|系数|指数|水平|比例|占比|比重|数|量|额|面积|规模|收入|产值|人数|浓度|强度)$"
)
_SHORTEST, _LONGEST = 3, 28
_NEAR = 40  # numbers before it whose name a bare 农村 may borrow
_REACH = 200  # characters before a number in which its name is looked for
_AND = re.compile("[、和及与]")


def name_quantities(sentence: str, found: Sequence[Quantity]) -> list[tuple[str, ...]]:
    """The names of each number of a sentence, in order; an empty one where the sentence has no words for it.

    A number has more than one name where several rates are to reach it (参保率、续保率均达到95%).
    """
    names: list[str] = []
    verb = ""
    noun_followed = False
    waiting: list[str] = []
    for i, quantity in enumerate(found):
        if quantity.ratio and (used := _USED_FOR.match(sentence, quantity.end)):
            names.append(f"用于{used['what']}的比例")
            continue
        last = found[i - 1] if i and found[i - 1].end > quantity.clause else None
        begins = last.end if last else quantity.clause
        gap = sentence[max(begins, quantity.start - _REACH) : quantity.start]
        noun = _noun_after(sentence, quantity)
        if last and _AND.fullmatch(gap):
            names.append(waiting.pop(0) if waiting else names[-1])
            continue
        if last is None:
            verb = ""
        if last and noun_followed:
            gap = _AND.split(gap)[-1] if _AND.search(gap) else ""
        bare = _bare(gap.lstrip("、和及与；，"))
        deed = _VERB.search(bare)
        if (deed and noun) or (not bare and verb):
            verb = deed["verb"] if deed else verb
            names.append((bare if bare.startswith("每") else verb) + noun)
            noun_followed = bool(noun)
            continue
        noun_followed = not bare
        shared = (_shared(bare) or _in_turn(sentence, found, i, bare)) if "分别" in gap else []
        if shared:
            names.append(shared[0])
            waiting = shared[1:]
        elif bare and quantity.ratio and len(bare) <= 10 and not _SHARE.search(bare):
            subject = next((name for name in reversed(names[-_NEAR:]) if _SHARE.search(name)), "")
            names.append(bare + (_OF_A_CLASS.sub("", subject) or noun))
        else:
            names.append(
                (noun if len(bare) < _SHORTEST and noun else _short(bare))
                or noun
                or (_CHANGE.sub("", names[-1]) if names else "")
            )
    return [
        tuple(_thing(each) for each in _rates(name)) or (_thing(name or _clause_before(sentence, quantity)),)
        for name, quantity in zip(names, found, strict=True)
    ]


def _rates(name: str) -> list[str]:
    """入会率、持证率 is the name of two targets; nothing where it is one name."""
    items = _AND.split(name)
    return items if 1 < len(items) <= _MOST_RATES and all(map(_RATE.fullmatch, items)) else []


def _in_turn(sentence: str, found: Sequence[Quantity], first: int, words: str) -> list[str]:
    """职工书屋、职工驿站分别达到500家、1000个: as many names as numbers that follow one another; else nothing."""
    items = _AND.split(words)
    run = found[first : first + len(items)]
    if len(run) < len(items) or not all(_AND.fullmatch(sentence[a.end : b.start]) for a, b in pairwise(run)):
        return []
    return items


def _clause_before(sentence: str, quantity: Quantity) -> str:
    """开展主题宣讲，全年不少于100场次: where its own clause names nothing, the one before it does."""
    clauses = [
        clause
        for clause in re.split("[，；。：]", sentence[max(0, quantity.clause - _REACH) : quantity.clause])
        if clause
    ]
    return _short(_bare(clauses[-1])) if clauses else ""


def _thing(name: str) -> str:
    """What is counted, without who has to do it, and without a verb that says nothing of it."""
    subject = read_subject(name)
    if subject is not None and subject.start == 0 and subject.binding:
        name = re.sub(r"^(?:负责|应当?|必须|须|要|切实|认真)+", "", name[subject.end :]) or name
    name = _EACH_OF.sub("", name)
    return _DOING.sub("", name, count=1).rstrip("和及与、") if _DOING.match(name) else name.rstrip("和及与、")


def _short(words: str) -> str:
    """The last item of a long enumeration is what the number counts."""
    return words if len(words) <= _LONGEST or _rates(words) else _AND.split(words)[-1][-_LONGEST:]


def _noun_after(sentence: str, quantity: Quantity) -> str:
    found = _NOUN_AFTER.match(sentence, quantity.end)
    return re.split("[和及与](?=[^，。；、]*\\d)", found["noun"])[0] if found else ""


def _shared(words: str) -> list[str]:
    """城市和县城污水处理率 is two names that share their tail."""
    items = _AND.split(words)
    tail = items[-1][len(items[0]) :]
    if len(items) < 2 or len(tail) < 2 or len({len(item) for item in items[:-1]}) != 1:
        return []
    return [*(item + tail for item in items[:-1]), items[-1]]


def _bare(words: str) -> str:
    """The words without the time, without adverbs in front and without the relation behind."""
    words = _TIME_WORDS.sub("", words)
    before = ""
    while before != words:
        before = words
        words = _RELATION_WORDS.sub("", _LEADING.sub("", words)).strip("，,、：: （(").removeprefix("的")
    return words
