"""The words that dates are made of, as pieces of patterns; all for folded text."""

import re

NUMBER = r"(?:\d{1,4}|[〇零一二两三四五六七八九十百]{1,5})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
YEAR = r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})"
YEAR_WORD = r"(?:今年|明年|后年|去年|前年|上一?年度?|当年度?|本年度?|同年|次年|翌年|来年)"
MONTH_WORD = r"(?:本月|这个月|下个?月|次月|当月|上个?月|月(?=底(?:[之以]?前|完成|报送|上报|公布|反馈|提交|汇总|通报|报)|内[^部容涵外地参]))"
# What shows that 24年 is a year and no length of time.
SHORT_YEAR = r"度?[底末]|(?:1[0-2]|0?[1-9])月|[上下]半年|第?[一二三四1-4]季度"
TEN_DAYS = r"(?:上中旬|中下旬|上旬|中旬|下旬)"
QUARTER = r"(?:第?[一二三四1-4]季度|Q[1-4])"
HALF = r"[上下]半年"

# One point of time, as much of it as is written. 中 must not eat the beginning of 中国 or 中央.
POINT = re.compile(
    rf"""
    (?:(?P<iso_year>20\d\d)[—./](?P<iso_month>1[0-2]|0?[1-9])[—./](?P<iso_day>3[01]|[12]\d|0?[1-9])(?!\d))
    |
    (?:(?<![\dA-Za-z.])(?P<packed>20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=[（）。；，、前止\n]|$))
    |
    (?:(?P<cell_year>20\d\d)[—./](?P<cell_month>1[0-2]|0?[1-9])(?=[之以]?前|月?底|$|\n))
    |
    (?:(?<![\d.])(?P<labelled>(?<=[限间]：))?(?P<dot_month>1[0-2]|0?[1-9])[./](?P<dot_day>3[01]|[12]\d|0?[1-9])(?(labelled)(?=[之以]?前|[。；，）\n]|$)|(?=[之以]?前)))
    |
    (?:(?P<year>{YEAR})年(?:度(?=内|末|底))?|(?<![\d.近满])'?(?P<short_year>[1-4]\d)年(?={SHORT_YEAR})|(?P<year_word>{YEAR_WORD}))?
    的?
    (?:
        (?P<earlier>(?:{MONTH}月?[、和及]){{2,11}})?
        (?:(?P<from_month>{MONTH})月?份?[—至到])?
        (?:(?P<month>{MONTH})月份?|(?P<month_word>{MONTH_WORD}))
        (?:的?(?:{DAY}[—至到])?(?P<day>{DAY})[日号]|(?P<part>{TEN_DAYS}|第[一二三四五1-5]周|初(?![见步战具级])|中(?![旬国央小学共])|底|末(?!尾)))?
      | (?:第?[一二三四1-4](?:(?:季度)?[—至到]|、))?(?P<quarter>{QUARTER})(?P<quarter_part>末月底|[末底]|初(?!步)|前[一二两1-2]个月)?
      | 前(?P<quarters>[二两三])个?季度
      | (?P<half>{HALF})(?P<half_part>前[一二两三四五1-5]个月)?
      | (?P<year_part>年?(?:底|末(?!尾)|内(?![部容涵外地首最第]|新(?![增建培设认立开上签引出创评改招选申推启])))|岁末(?!年初)|年中|(?<=年)中(?![旬国央小学共期心])|年终(?=[之以]?前)|(?<=年)年?初(?![步级中衷心期始次审稿见具创入选以]))
    )
    """,
    re.VERBOSE,
)
YEAR_ONLY = re.compile(
    rf"(?:(?P<year>{YEAR})年(?:度(?=内))?|(?P<year_word>{YEAR_WORD})|(?<![^\n：（])(?P<whole_year>全年)度?(?=$|[）\n。；]))"
)
# What may follow an earlier item of a list or a range without repeating the month.
CONTINUATION = re.compile(rf"(?P<day>{DAY})[日号]|(?P<part>{TEN_DAYS}|[月]?底)")
YEARS = re.compile(rf"(?P<first>{YEAR})年?[—至到](?P<last>{YEAR})年")

RANGE_MARK = re.compile(r"(?:起)?(?:—+|至|到)")
LIST_MARK = re.compile(r"、|和|及|与|以及|以?及?并?于|，(?=\d{1,2}月(?:\d{1,2}日|底)?(?:之|以)?前和)")

_TIME = (
    r"(?:(?:上午|下午|中午|晚上?|凌晨)?(?:\d{1,2}(?:：\d{2}){1,2}|[0-9一二三四五六七八九十]{1,3}[时点](?:\d{1,2}分|半|整|钟)?)"
    r"|(?:上午|下午|中午)?下班|中午)"
)
CLOCK = re.compile(
    rf"(?:（(?:周|星期)[一二三四五六日天]）)?(?:{_TIME}|（{_TIME}）)|（(?:周|星期)[一二三四五六日天]）|（含(?:当日|当天|本日)?）"
)
LIMIT = re.compile(
    r"(?:之|以)?前(?!后|三季|期|往|列|提|沿|款|述|所|半|瞻|景|端|台|线|[一二两三]个?季)(?:夕)?|(?:之|以)?内(?![部容涵外地贸需科河蒙陆江])|为止|止(?!步)|截止"
)

UNIT_OF_SPAN = (
    r"(?:个?工作日|个?自然日|个?日历日|天|日|个?星期|周|个?半月|个月|(?<=两)月|个?季度|个?学期|周?年|个?小时)"
)
SPAN = re.compile(
    rf"(?:(?P<half>半)(?P<half_unit>个月|年|月|天)|(?P<from>{NUMBER})[—至到]?(?P<number>{NUMBER})?(?P<unit>{UNIT_OF_SPAN})(?P<and_half>半)?)"
    r"(?:的?时间)?(?:之内|以内|内)(?![部容涵外地贸需科河蒙陆江])"
)
