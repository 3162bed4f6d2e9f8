"""The measures of GB/T 9704-2012, the standard for the look of official papers, each with its meaning.

Lengths are millimetres, type sizes are points. Fonts go by the names that offices know; the files
themselves are licensed and never come with this system.
"""

from math import floor

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0

# 天头, 订口 and the area of type (版心); the other two margins follow from them.
TOP = 37.0
LEFT = 28.0
TYPE_WIDTH = 156.0
TYPE_HEIGHT = 225.0
RIGHT = PAGE_WIDTH - LEFT - TYPE_WIDTH
BOTTOM = PAGE_HEIGHT - TOP - TYPE_HEIGHT

# A full page holds 22 lines of 28 characters.
LINES = 22
CHARACTERS = 28

# 字号: the sizes that offices call by number.
SIZE_2 = 22.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SIZE_SMALL_4 = 12.0
SIZE_5 = 10.5
SIZE_SMALL_5 = 9.0

# 小标宋 for the issuer's name and the title, 仿宋 for the body, 黑体 and 楷体 for the first two levels.
TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
FIRST_LEVEL_FONT = "黑体"
SECOND_LEVEL_FONT = "楷体_GB2312"
PAGE_NUMBER_FONT = "宋体"
LATIN_FONT = "Times New Roman"

RED = "FF0000"

# From the upper edge of the area of type down to the issuer's name.
ABOVE_MASTHEAD = 35.0
# The largest size a masthead takes; long names are set narrower, not smaller.
MASTHEAD_SIZE = 32.0
# The red line stands this far below the document's number.
RULE_BELOW_NUMBER = 4.0
# The page number stands this far below the area of type.
PAGE_NUMBER_BELOW = 7.0

# 信函格式: the issuer's name so far below the edge of the page, red double rules below it and above the lower edge.
LETTER_MASTHEAD = 30.0
LETTER_RULE_WIDTH = 170.0
LETTER_RULE_BELOW_NAME = 4.0
LETTER_RULE_ABOVE_EDGE = 20.0
# A letter of one page is set a little closer than 22 lines a page, as the standard allows where there is reason to.
LETTER_LINE_PITCH = 26.0
# So many characters of a title's size fit on a line.
TITLE_CHARACTERS = 20

_POINTS_PER_MM = 72 / 25.4

# What follows from the above: the advance of one line and of one character, in points. Rounded down to the
# twentieths that Word counts in; rounded up, the last line or character would no longer fit.
LINE_PITCH = floor(TYPE_HEIGHT * _POINTS_PER_MM / LINES * 20) / 20
CHARACTER_PITCH = floor(TYPE_WIDTH * _POINTS_PER_MM / CHARACTERS * 20) / 20
TYPE_WIDTH_POINTS = TYPE_WIDTH * _POINTS_PER_MM


def points(millimetres: float) -> float:
    """Millimetres as points."""
    return millimetres * _POINTS_PER_MM
