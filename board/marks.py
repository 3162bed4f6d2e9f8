"""The small marks that a list repeats in every line: written once and safely, and looked up from then on."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from schedules.lights import Lamp, Light

_MOST = 2_000
_TAKEN_BACK = Markup('<span class="lamp none" title="已撤回">撤</span>')
_UNSAID = Markup('<span class="quiet">尚未反馈</span>')


@lru_cache(maxsize=_MOST)
def lamp(light: Light, why: str = "") -> Markup:
    """A light: a shape by its class, a word, and the reason where there is one."""
    title = f' title="{escape(why)}"' if why else ""
    return Markup(f'<span class="lamp {light.value}"{title}>{light.label}</span>')


def lamp_of(shown: Lamp | None) -> Markup:
    """The light of an assignment; None where it was taken back."""
    return lamp(shown.light, shown.why) if shown else _TAKEN_BACK


def counts(lights: Mapping[Light, int]) -> Markup:
    """How many burn in each light, the missing ones left out."""
    return _counts(tuple(lights.items()))


@lru_cache(maxsize=_MOST)
def _counts(lights: tuple[tuple[Light, int], ...]) -> Markup:
    told = (
        f'<span class="count" title="{light.label}灯{count}件">{lamp(light)}{count}</span>'
        for light, count in lights
        if count
    )
    return Markup(f'<span class="counts">{"".join(told)}</span>')


@lru_cache(maxsize=_MOST)
def percent(value: int) -> Markup:
    """A bar and the number."""
    return Markup(
        f'<span class="percent"><progress max="100" value="{value}"></progress><span>{value}%</span></span>'
    )


def percent_of(value: int, *, is_silent: bool) -> Markup:
    """The same for an assignment of which nothing may have been said."""
    return _UNSAID if is_silent else percent(value)
