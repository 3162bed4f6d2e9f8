"""Draws bars for a report. The drawing library is heavy: only what draws imports this module."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.ticker import MaxNLocator

from papers.fonts import Font
from papers.gbt9704 import TYPE_WIDTH

_DOTS_PER_INCH = 200
_BAR_MM = 5.6
_FRAME_MM = 24.0
# A name longer than this would leave no room for the bars.
_LABEL_CHARACTERS = 14


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its value for each label, its colour, and a pattern for print without colour."""

    name: str
    values: tuple[int, ...]
    colour: str
    pattern: str = ""


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
    starts = [0] * len(labels)
    places = list(range(len(labels)))
    for part in series:
        drawn = axes.barh(
            places, part.values, left=starts, height=0.68, label=part.name, color=part.colour,
            hatch=part.pattern, edgecolor="white", linewidth=0.6,
        )  # fmt: skip
        written = [str(value) if value else "" for value in part.values]
        # A number on a pattern needs a plain ground to be read.
        ground = {"facecolor": part.colour, "edgecolor": "none", "pad": 1.0} if part.pattern else None
        for note in axes.bar_label(drawn, written, label_type="center", fontproperties=type_, fontsize=8):
            note.set_bbox(ground if note.get_text() else None)
        starts = [start + value for start, value in zip(starts, part.values, strict=True)]
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
    target = BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"
