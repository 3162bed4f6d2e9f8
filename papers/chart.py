"""Draws the charts of a report. The drawing library is heavy: only what draws imports this module."""

from collections.abc import Sequence
from io import BytesIO
from math import nan

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.ticker import MaxNLocator

from papers.fonts import Font
from papers.gbt9704 import TYPE_WIDTH
from papers.paper import Chart, Series

_DOTS_PER_INCH = 200
_BAR_MM = 5.6
_FRAME_MM = 24.0
_LINES_MM = 80.0
# Lines are told apart without colour, too.
_MARKERS, _DASHES = "os^Dv", ("-", "--", "-.", ":")
# A name longer than this would leave no room for the bars.
_LABEL_CHARACTERS = 14


def bars(labels: Sequence[str], series: Sequence[Series], measure: str, font: Font | None) -> bytes | None:
    """Lying bars, each made up of the series in their order, the first on top; a PNG as wide as the text.

    None without a font that can draw Chinese: little boxes would be worse than no picture.
    """
    if font is None:
        return None
    height = _FRAME_MM + _BAR_MM * max(1, len(labels))
    figure = Figure(figsize=(TYPE_WIDTH / 25.4, height / 25.4), dpi=_DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    type_ = FontProperties(fname=FontPath(str(font.path), font.face), size=9)
    axes = figure.add_subplot()
    starts: list[float] = [0.0] * len(labels)
    places = list(range(len(labels)))
    for part in series:
        values = [float(value or 0) for value in part.values]
        drawn = axes.barh(
            places, values, left=starts, height=0.68, label=part.name, color=part.colour,
            hatch=part.pattern, edgecolor="white", linewidth=0.6,
        )  # fmt: skip
        written = [str(value) if value else "" for value in part.values]
        # A number on a pattern needs a plain ground to be read.
        ground = {"facecolor": part.colour, "edgecolor": "none", "pad": 1.0} if part.pattern else None
        for note in axes.bar_label(drawn, written, label_type="center", fontproperties=type_, fontsize=8):
            note.set_bbox(ground if note.get_text() else None)
        starts = [start + value for start, value in zip(starts, values, strict=True)]
    axes.set_yticks(places, [_shortened(label) for label in labels], fontproperties=type_)
    axes.invert_yaxis()
    axes.set_xlabel(measure, fontproperties=type_)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for label in axes.get_xticklabels():
        label.set_fontproperties(type_)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, max([*starts, 1]) * 1.02)
    figure.legend(loc="outside upper center", ncols=len(series) or 1, prop=type_, frameon=False)
    return _png(figure)


def lines(labels: Sequence[str], series: Sequence[Series], measure: str, font: Font | None) -> bytes | None:
    """A line for each series from label to label, broken where it has no value; a PNG as wide as the text."""
    if font is None:
        return None
    figure = Figure(figsize=(TYPE_WIDTH / 25.4, _LINES_MM / 25.4), dpi=_DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    type_ = FontProperties(fname=FontPath(str(font.path), font.face), size=9)
    axes = figure.add_subplot()
    for number, one in enumerate(series):
        values = [nan if value is None else float(value) for value in one.values]
        marker, dashes = _MARKERS[number % len(_MARKERS)], _DASHES[number % len(_DASHES)]
        axes.plot(
            range(len(labels)), values, label=one.name, color=one.colour, marker=marker, linestyle=dashes
        )
    axes.set_xticks(range(len(labels)), list(labels), fontproperties=type_)
    axes.set_ylabel(measure, fontproperties=type_)
    for label in axes.get_yticklabels():
        label.set_fontproperties(type_)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    figure.legend(loc="outside upper center", ncols=min(3, len(series)) or 1, prop=type_, frameon=False)
    return _png(figure)


def drawn(chart: Chart, font: Font | None) -> bytes | None:
    """The chart as a PNG; None without a font."""
    return (lines if chart.is_lines else bars)(chart.labels, chart.series, chart.measure, font)


def _png(figure: Figure) -> bytes:
    target = BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"
