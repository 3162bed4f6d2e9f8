"""Names of units: where one ends and the next begins in a list, and what looks like a unit at all."""

import re

# The last characters of what an office calls its units, the collective ones included.
SUFFIX = (
    "人民政府|政府|街道办事处|办事处|办公室|委员会|指挥部|领导小组|工作组|专班|小组|联合会|总工会|工会|团委|妇联|残联|工商联|文联|科协|社科联"
    "|党委|党组|党支部|纪委|监委|部门|单位|机构|科室|公司|集团|企业|银行|分行|支行|中心|学校|院校|高校|大学|学院|幼儿园|医院|协会|学会|商会"
    "|海关|馆|厂|矿|司|产业园|工业园|示范园|邮政|烟草|电信|移动|联通|法院|检察院|部队|机关|集体|组织|研究院|设计院|总局|分局|支队|总队|大队|基地|园区|开发区|高新区|管委会|功能区|试验区|保税区"
    "|地区|各地|城市|地方|省份|省|市|县|区|乡|镇|街道|社区|村|旗|州|盟|委|局|厅|办|署|部|院|会|站|所|社|(?<![平舞擂])台|队|处|科|股|室|组|团市委|团省委|团县委"
)
_ENDS_AS_UNIT = re.compile(rf"(?:{SUFFIX})(?:[（(][^）)]*[）)])?$")
# Words that begin a phrase about units rather than the name of one.
_OTHERWISE = re.compile(
    r"(?!(?:参与|牵头|配合|支撑|服务|实施|落实|组织|联合|建设|引导|统筹|协助|监督|指导)(?:单位|部门|人事部门|企业|机构|学校|小组))"
    r"(?:于(?!都|田|洪)|或|应(?!急|城|县)|配合|协助|原则|同意|带动|督促|指导(?!委)|监督(?!管理)|检查|逾期|适用|这|那|该|其(?!他)|它|此|我|他|因|为|对|从|以|把|将|在|当|按|据|经|凡|如|若|虽|既|不|没|已|正|仅|只|着力|加快|加强|推动|推进|深化|建立|完善|健全|坚持|支持|鼓励|引导|围绕|落实|开展|实施|拓宽|拓展|畅通|夯实|细化|用好|办好|守牢|严守|严防|防范|开放|启动|支撑|服务|引进|吸引|集聚|盘活|激发|释放|培养|选树|选派|遴选|组建|布局|联合|参与|新建|改造|搭建|强化|明晰|明确|巩固|落实|压实|履行|构建|优化|提升|打造|促进|积极|大力|充分|进一步|深入|全面|严格|统筹|组织|制定|探索|做好|抓好|发挥|鼓|通过|利用|依托|结合|根据|按照|没有|具有|形成|营造|创新|规范|确保|保障|改进|改善|增强|扩大|培育|聚焦|倡导|完成|成立|设立|报|向|给|与|和|及|并|或|由)"
)
_NOT_IN_A_NAME = re.compile(
    r"的|为单位|会同|指定|代表(?!大会)|可以|(?:部门|指挥部|单位)报|应当|必须|要(?!素)|[“”《》。；：]|\d[年月日]|(?<!自)由|(?<!申)请(?!示)|特别是|包括|带动|正按|仍|显示|(?<![所可予给])以(?![上下内外色])|既|[自从](?!然|由|治|贸|来|动|主|创|律|行|强|身|我|业)"
)
# A list of levels that is one name: 各省、自治区、直辖市人民政府
_LEVELS = re.compile(
    r"(?:各|有关|相关|本)(?:省|市|地|州|盟|县|区|镇|乡)(?:[（(][^）)]{1,20}[）)])?(?:、(?:自治区|直辖市|自治州|市|州|县|区|盟|旗|乡|镇|街道|地)(?:[（(][^）)]{1,20}[）)])?)+(?=人民政府|政府|党委|委|总工会|[，。；]|$)"
)
_LONGEST = 40
_JOINT = re.compile(r"和|与|及|暨")
_TAIL = re.compile(
    r"(?:等)?(?:按照|按|根据|依据)?(?:各自)?(?:的)?(?:职责|职能|分工)+(?:分工|范围)?(?:内)?(?:分别|共同|各负其责)?(?:负责|落实|承担|推进|实施|配合|组织实施)?$"
    r"|(?:结合|根据)(?:工作|自身|当地|本地)?实际.{0,6}$|(?:分别|共同|具体|联合|密切|积极|统筹|组织)?(?:负责|落实|实施|承担|推进|参与|参加|配合|牵头|协助|承办|组织实施|具体实施)(?:落实|实施|推进)?$"
)
_OTHERS = re.compile(
    r"等(?:(?:和|及|以及|、)?(?P<known>(?:省|市|县|区)?(?:各(?=[省市县区地乡镇])|各?(?:有关|相关|其他))[^，。]{0,16})|(?:\d+个|[一二三四五六七八九十]+个)?(?:[省市县区州][级直]|成员|各级)?(?:单位|部门|地区|地))?$"
)
_NO_NAME = re.compile(
    r"(?:下同|以下同|排名不分先后|略|无|长期|持续|\\|/|[-—\d.]+)?|.*(?:\d+年|\d+月|年底|每年|季度|期限|时限|持续推进|长期坚持).*"
)


def split(text: str) -> list[str]:
    """The units of a list, verbatim and in order; a 、 or 和 inside a name or inside brackets does not divide it."""
    units: list[str] = []
    for part in _outside_brackets(text):
        for name in _joint(part.strip(" 。.：:；;，,、\t\n")):
            units.extend(_cleaned(name))
    return list(dict.fromkeys(units))


def looks_like_unit(name: str) -> bool:
    """Whether a name ends the way units do."""
    return bool(_ENDS_AS_UNIT.search(name))


def names_a_unit(name: str) -> bool:
    """Whether a stretch of text is the name of a unit and nothing else."""
    return (
        2 <= len(name) <= _LONGEST
        and looks_like_unit(name)
        and not starts_otherwise(name)
        and not _NOT_IN_A_NAME.search(name)
    )


def starts_otherwise(name: str) -> bool:
    """Whether a phrase begins with a verb, a preposition or a pronoun, and so is no name."""
    return bool(_OTHERWISE.match(name))


def _outside_brackets(text: str) -> list[str]:
    parts, depth, begin = [], 0, 0
    whole = {place for levels in _LEVELS.finditer(text) for place in range(*levels.span())}
    for i, char in enumerate(text):
        if char in "（(《“〔":
            depth += 1
        elif char in "）)》”〕":
            depth = max(depth - 1, 0)
        elif i in whole:
            continue
        elif depth == 0 and char in "、，,；;\n\t /" and not (char == " " and not _space_divides(text, i)):
            parts.append(text[begin:i])
            begin = i + 1
    return [*parts, text[begin:]]


def _space_divides(text: str, at: int) -> bool:
    return looks_like_unit(text[:at]) and text[at + 1 : at + 2].strip() != ""


def _joint(part: str) -> list[str]:
    """A和B divided where both are whole names (市人社局和市财政局), not inside one (人力资源和社会保障局)."""
    pieces = part.split("以及")
    if len(pieces) > 1:
        return [name for piece in pieces for name in _joint(piece)]
    for found in _JOINT.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        if len(left) >= 2 and len(right) >= 2 and looks_like_unit(left) and looks_like_unit(_trimmed(right)):
            if left.count("（") + left.count("(") != left.count("）") + left.count(")"):
                continue
            if left[-1] in "会社区" and len(left) <= 3:  # 社会和…, 社区与…
                continue
            return [left, *_joint(right)]
    return [part]


def _trimmed(name: str) -> str:
    before = None
    while before != name:
        before, name = name, _TAIL.sub("", name).strip()
    return name


def _cleaned(name: str) -> list[str]:
    name = re.sub(r"^(?:[★☆▲△●◆*]|\d{1,2}[.、])+(?=[\u4e00-\u9fff])", "", name)
    name = _trimmed(re.sub(r"[（(](?:下同|排名不分先后|按职责分工[^）)]*)[）)]$", "", name))
    others = _OTHERS.search(name)
    if not others:
        return [] if _NO_NAME.fullmatch(name) else [name]
    known = [others["known"]] if others["known"] else []
    return [*([name[: others.start()]] if others.start() else []), *known]
