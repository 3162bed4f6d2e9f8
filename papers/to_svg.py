"""Draws a chart as SVG, for pages: text stays text, and lights are told apart by patterns, too."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from papers.paper import Chart, Series

_WIDTH, _LABELS, _RIGHT, _TOP, _BAR, _STEP, _BOTTOM = 720, 170, 20, 34, 18, 26, 30
_LINES_HEIGHT = 300
_TYPE = 'font-family="SimHei, Noto Sans CJK SC, sans-serif" font-size="12"'
_LABEL_CHARACTERS = 13
_DASHES = ("", "6 3", "2 3", "8 3 2 3")


def svg(chart: Chart) -> str:
    """The chart as an element of a page."""
    height, parts = _lines(chart) if chart.is_lines else _bars(chart)
    drawn = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" {_TYPE}>'
        f"<title>{escape(chart.says)}</title>{_legend(chart.series)}{drawn}</svg>"
    )


def _legend(series: Sequence[Series]) -> str:
    room = (_WIDTH - _LABELS - _RIGHT) / max(1, len(series))
    return "".join(
        f'<rect x="{_LABELS + room * n:.0f}" y="8" width="12" height="12" fill="{one.colour}"/>'
        f'<text x="{_LABELS + room * n + 16:.0f}" y="18">{escape(_short(one.name))}</text>'
        for n, one in enumerate(series)
    )


def _bars(chart: Chart) -> tuple[int, Iterable[str]]:
    sums = [sum(float(one.values[n] or 0) for one in chart.series) for n in range(len(chart.labels))]
    scale = (_WIDTH - _LABELS - _RIGHT) / max([*sums, 1.0])
    height = _TOP + _STEP * len(chart.labels) + _BOTTOM
    parts = []
    for n, label in enumerate(chart.labels):
        y, x = _TOP + _STEP * n, float(_LABELS)
        parts.append(f'<text x="{_LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(_short(label))}</text>')
        for one in chart.series:
            wide = float(one.values[n] or 0) * scale
            if not wide:
                continue
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{_BAR}" fill="{one.colour}" stroke="#fff"/>'
            )
            if wide > 14:
                parts.append(
                    f'<text x="{x + wide / 2:.1f}" y="{y + 14}" text-anchor="middle">{one.values[n]}</text>'
                )
            x += wide
    parts.append(
        f'<text x="{_WIDTH - _RIGHT}" y="{height - 8}" text-anchor="end">{escape(chart.measure)}</text>'
    )
    return height, parts


def _lines(chart: Chart) -> tuple[int, Iterable[str]]:
    values = [float(value) for one in chart.series for value in one.values if value is not None]
    low, high = min([0.0, *values]), max([*values, 1.0])
    deep = _LINES_HEIGHT - _TOP - _BOTTOM
    step = (_WIDTH - _LABELS - _RIGHT) / max(1, len(chart.labels) - 1)

    def place(n: int, value: float) -> tuple[float, float]:
        return _LABELS + step * n, _TOP + deep * (1 - (value - low) / (high - low))

    parts = [
        f'<text x="{_LABELS + step * n:.0f}" y="{_LINES_HEIGHT - 8}" text-anchor="middle">{escape(label)}</text>'
        for n, label in enumerate(chart.labels)
    ]
    parts.append(f'<text x="4" y="{_TOP}">{escape(chart.measure)}</text>')
    for number, one in enumerate(chart.series):
        points = [None if value is None else place(n, float(value)) for n, value in enumerate(one.values)]
        dashes = _DASHES[number % len(_DASHES)]
        for start, end in pairwise(points):
            if start and end:
                parts.append(
                    f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
                    f'stroke="{one.colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
                )
        parts += [
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="3" fill="{one.colour}"/>'
            f'<text x="{at[0]:.1f}" y="{at[1] - 6:.1f}" text-anchor="middle">{value}</text>'
            for at, value in zip(points, one.values, strict=True)
            if at
        ]
    return _LINES_HEIGHT, parts


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"
