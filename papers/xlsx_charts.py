"""The charts that a workbook draws of its own cells, so that they follow when a number is changed."""

from math import ceil

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from papers.paper import Sheet, SheetChart

_WIDTH_CM, _LEAST_HEIGHT_CM, _BAR_CM = 24, 8, 0.75
# Points in a centimetre, and the height of a row below the table.
_POINTS, _ROW_POINTS = 28.35, 15.0
_GAP_ROWS = 2


def place(page: Worksheet, sheet: Sheet, last_heading: int, count: int) -> None:
    """Put the charts of a sheet below its ``count`` rows; without rows there is nothing to draw."""
    row = last_heading + count + _GAP_ROWS
    for described in sheet.charts if count else ():
        drawn, height = _chart(page, described, last_heading, min(count, described.most or count))
        page.add_chart(drawn, f"A{row}")
        row += int(height * _POINTS / _ROW_POINTS) + _GAP_ROWS
    if sheet.charts and count:
        page.print_area = f"A1:{get_column_letter(max(len(sheet.columns), 10))}{row}"


def _chart(
    page: Worksheet, described: SheetChart, last_heading: int, rows: int
) -> tuple[BarChart | LineChart, int]:
    drawn: BarChart | LineChart = LineChart() if described.is_lines else BarChart()
    height = _LEAST_HEIGHT_CM
    if isinstance(drawn, BarChart):
        height = max(height, ceil(3 + _BAR_CM * rows))
        drawn.type, drawn.grouping, drawn.overlap, drawn.gapWidth = "bar", "stacked", 100, 50
    drawn.title, drawn.width, drawn.height = described.title, _WIDTH_CM, height
    first, last = last_heading + 1, last_heading + rows
    for column in described.values:
        # With the heading above the numbers as the name of the series.
        drawn.add_data(
            Reference(page, min_col=column + 1, min_row=last_heading, max_row=last), titles_from_data=True
        )
    drawn.set_categories(Reference(page, min_col=described.labels + 1, min_row=first, max_row=last))
    for series, colour in zip(drawn.series, described.colours, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=None if described.is_lines else colour)
        series.graphicalProperties.line.solidFill = colour
        series.smooth = False
    if isinstance(drawn, BarChart):
        # The first row on top, as in the table.
        drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.title = described.measure or None
    # Newer programs leave out an axis of which nothing is said.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    if drawn.legend is not None:
        drawn.legend.position = "t"
    return drawn, height
