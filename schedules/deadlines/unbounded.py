"""Phrases that set no date: standing duties (长期坚持) and vague words (及时上报)."""

import re

from schedules.deadlines import wording
from schedules.deadlines.exclusions import excludes_date
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence

_ONGOING = re.compile(
    r"长期坚持|长抓不懈|常抓不懈|常态化(?:推进|开展|实施|落实|坚持|抓好|组织|运行)|"
    r"(?:长期|持续|常年|常态化?)(?:推进|实施|坚持|开展|落实|进行|任务|工作|化)?(?=(?:[。；）\n]|$))"
)
# 持续 and 长期 alone count only where a column or a bracket gives them as the time limit.
_STANDING = ("长期坚持", "长抓不懈", "常抓不懈")
_STANDING_WORK = re.compile("常态化(?!$)")
_TIME_CELL = re.compile(r"(?:(?:时限|时间|期限|进度)(?:要求|安排)?：?|：|（|^|\n)$")
_DEED = r"(?:完成|制定|制订|出台|拿出|提出|研究提出|研究制定|修订|启动|开工|落实到位|整改到位|整改|解决|摸清|补齐|拨付|兑现|办结|建成)"
_TO_WHOM = r"(?:向[^，。；]{1,16}?)?"
_VAGUE = re.compile(
    rf"(?P<word>及时|尽快|适时|随时|尽早|第一时间|按时|按期)(?P<deed>{_TO_WHOM}(?:将[^，。；]{{1,16}}?)?(?:上报|报送|报告|反馈|呈报|报备|汇报|报(?=[省市县区州部委国])))"
    r"|(?P<regularly>定期)(?P<regular_deed>(?:对[^，。；]{1,16}?进行)?(?:向[^，。；]{1,16}?)?(?:检查|召集|召开|报送|上报|报告|调度|通报|督查|督导|评估|听取|研判|会商|汇报))"
    r"|(?P<soon>近期)，?(?=要(?!求|点|闻)|内?完成|组织开展)"
    rf"|(?P<quick>尽快|尽早|限期|适时)(?P<quick_deed>{_DEED})"
    r"|(?P<now>(?<![^\n：（])(?:立行立改|立即整改|即知即改|立整立改)(?=[）\n。，、；]|$))"
)
# What the year brings and no calendar fixes.
_SEASON = re.compile(
    r"(?:[春秋]季(?:学期)?|新学期)?开学(?=[之以]?前)|(?:主?汛期|雨季|冰冻期|森林(?:草原)?(?:高火险|防火)期)(?:到来|来临|开始)?(?=[之以]?前)|入[汛冬](?=[之以]?前)"
    r"|(?:供暖|采暖|取暖)(?:季|期)?(?:到来|来临|开始)?(?=[之以]?前)|[高中]考(?=[之以]?前)"
    r'|[全国省市县区州]{0,2}"?两会"?(?:召开)?(?=[之以]?前)'
)
_SEASON_WORD = "季节"
_WORDS = {"及时": "及时", "随时": "及时", "第一时间": "及时", "按时": "及时", "按期": "及时", "适时": "适时"}
_DONE = re.compile(r"已|曾|[^为除终]了(?!解)")


def read_ongoing(sentence: Sentence, at: int) -> Outcome:
    """长期坚持, 常抓不懈, 常态化开展."""
    match = _ONGOING.match(sentence.text, at)
    if match is None:
        return None
    around = sentence.around(at, match.end())
    if match[0] not in _STANDING and not _STANDING_WORK.match(match[0]):
        if not _TIME_CELL.search(around.before):
            return None
    elif _DONE.search(around.clause_before[-10:]) or around.clause_after.startswith("的"):
        return None
    return _open(at, match.end(), match[0], DeadlineKind.ONGOING, None, wording.ongoing_read(match[0], None))


def read_vague(sentence: Sentence, at: int) -> Outcome:
    """及时上报, 定期检查, 近期要……: a duty to report or to do, without a date."""
    match = _VAGUE.match(sentence.text, at)
    if match is None:
        return None
    around = sentence.around(at, match.end())
    if (
        _DONE.search(around.clause_before[-8:])
        or around.clause_before.endswith("不")
        or around.clause_after.startswith(("的", "了", "制度", "机制"))
    ):
        return None
    word = next(match[name] for name in ("word", "regularly", "soon", "quick", "now") if match[name])
    phrase = match[0].rstrip("，")
    problem = wording.vague(phrase, _WORDS.get(word, word if word in ("定期", "近期") else "尽快"))
    return _open(at, at + len(phrase), phrase, DeadlineKind.VAGUE, problem, wording.vague_read(phrase))


def read_season(sentence: Sentence, at: int) -> Outcome:
    """开学前, 汛期来临前: a limit that every place has on another day."""
    match = _SEASON.match(sentence.text, at)
    if match is None:
        return None
    end = match.end() + (2 if sentence.text[match.end()] in "之以" else 1)
    around = sentence.around(at, end)
    if excludes_date(around) or around.after.startswith(("后", "夕", "的")):
        return NoDeadline(end)
    phrase = sentence.text[at:end]
    problem = wording.vague(phrase, _SEASON_WORD)
    return _open(at, end, phrase, DeadlineKind.VAGUE, problem, wording.vague_read(phrase))


def _open(
    start: int, end: int, phrase: str, kind: DeadlineKind, problem: str | None, reading: str
) -> DeadlineReading:
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=(), recurrence=None, since=None, until=None,
        ongoing=kind is DeadlineKind.ONGOING, alternatives=(), problem=problem, reading=reading, kind=kind, rule=kind.value,
    )  # fmt: skip
