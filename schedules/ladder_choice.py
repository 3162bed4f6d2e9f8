"""Which rule pack an assignment climbs on: its task's own, its urgency's, that of its unit's class, or the office's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LadderChoice:
    """The office's choice: a pack for all, and others by the label of an urgency (特急) or a class of units (企业)."""

    default: str
    by_label: Mapping[str, str] = field(default_factory=dict)

    def of(self, own: str, urgency: str, unit_class: str) -> str:
        """The pack of an assignment whose task has this pack of its own (or none), this urgency, this class of unit."""
        return own or self.by_label.get(urgency) or self.by_label.get(unit_class) or self.default

    def names(self, own: Iterable[str] = ()) -> tuple[str, ...]:
        """Every pack that this choice, or a task of its own, may lead to; the office's first."""
        return tuple(dict.fromkeys((self.default, *self.by_label.values(), *own)))
