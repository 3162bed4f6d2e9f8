"""A whole run as people read it: the machine, one line for each benchmark, the lines through the sizes, every figure."""

from collections.abc import Sequence
from typing import Any

from benchmarks.results import Results

_NONE = "–"


def table(results: Results) -> str:
    """The tables of a run, one below the other."""
    said = results.as_dict()
    parts = [
        _machine(said["machine"]),
        _laid(
            ("benchmark", "database", "rows", "seconds", "processor", "bare", "ratio", "MB", "load"),
            [
                (
                    one["name"],
                    one["database"],
                    f"{one['rows']:,}",
                    written(one["seconds"]),
                    written(one["processor_seconds"]),
                    written(one["bare_seconds"]),
                    written(one["ratio"]),
                    written(one["memory_mb"]),
                    f"{one['load_before']}–{one['load_after']}",
                )
                for one in sorted(said["measured"], key=_place)
            ],
        ),
        _laid(
            ("slope of", "database", "by", "µs a row", "at none, s", "R²", "sizes"),
            [
                (
                    one["name"],
                    one["database"],
                    one["of"],
                    written(one["slope_us"]),
                    written(one["at_none_seconds"]),
                    f"{one['r2']:.4f}",
                    f"{len(one['sizes'])}",
                )
                for one in said["lines"]
            ],
        ),
        _laid(
            ("figure", "of", "database", "rows", "ours", "peer", "theirs", "ours / theirs"),
            [row for one in sorted(said["figures"], key=_place_of_figure) for row in _figure(one)],
        ),
        _laid(
            ("not measured", "database", "rows", "why"),
            [(one["part"], one["database"], f"{one['rows']:,}", one["why"]) for one in said["missing"]],
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def written(value: float | None) -> str:
    """A number as it stands in the table: four places that count."""
    if value is None:
        return _NONE
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def _machine(said: dict[str, Any]) -> str:
    return (
        f"{said['cores']} cores ({said['processor']}), {said['memory_gb']} GB, {said['system']}, Python {said['python']}, "
        f"SQLite {said['sqlite']}, PostgreSQL {said['postgresql'] or _NONE}, commit {said['commit'] or _NONE}, "
        f"load {said['load']} at the start, {said.get('load_at_end', _NONE)} at the end"
    )


def _figure(one: dict[str, Any]) -> list[tuple[str, ...]]:
    ours = (
        one["name"],
        one["benchmark"],
        one["database"],
        f"{one['rows']:,}",
        written(one["value"]),
    )
    if not one["peers"]:
        return [(*ours, "", "", "")]
    return [
        (
            *ours,
            f"{peer['peer']} {peer['version']}, {peer['machine']}",
            written(peer["value"]),
            written(peer["ratio"]),
        )
        for peer in one["peers"]
    ]


def _place(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["name"], one["database"], one["rows"]


def _place_of_figure(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["benchmark"], one["database"], one["rows"]


def _laid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    wide = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = (head, ["-" * width for width in wide], *rows)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in lines
    )
