"""The rule packs that there are: in words, in force since when, and what is wrong with a file."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from config.settings import Settings
from notices.ladder_words import lights_in_words, rungs_in_words
from schedules.ladder import Pack
from schedules.ladder_files import PackError, known_packs, parse_pack, read_pack_file
from supervision.letters.packs import choice_of, packs_as_they_stand


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack: what it says, whom it is for, since when. ``pack`` is None where no version of it can be read.

    ``since`` is None for one that has been in force from the start, or is not. ``used_for`` is empty for one that
    nothing climbs on.
    """

    name: str
    pack: Pack | None
    used_for: tuple[str, ...]
    since: date | None
    trouble: str

    @property
    def title(self) -> str:
        """What people call it."""
        return self.pack.title if self.pack else self.name

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each rung in words."""
        return tuple(rungs_in_words(self.pack).values()) if self.pack else ()

    @property
    def lights(self) -> str:
        """The limits of the lights in words."""
        return lights_in_words(self.pack) if self.pack else ""


def listed(session: Session, settings: Settings) -> list[Listed]:
    """Every pack, those in force first, the office's own before the others."""
    choice = choice_of(settings)
    standing = {one.pack.name: one for one in packs_as_they_stand(session, choice)}
    in_use = choice.names(name for name in standing)
    found = []
    for name in (*in_use, *(one for one in known_packs() if one not in in_use)):
        used_for = ["全办默认"] if name == choice.default else []
        used_for += [label for label, chosen in choice.by_label.items() if chosen == name]
        if name in in_use and not used_for:
            used_for.append("个别任务")
        in_force = standing.get(name)
        if in_force is not None:
            found.append(Listed(name, in_force.pack, tuple(used_for), in_force.since, in_force.trouble))
            continue
        try:
            found.append(Listed(name, read_pack_file(name).pack, tuple(used_for), None, ""))
        except PackError as error:
            found.append(Listed(name, None, tuple(used_for), None, error.sentence))
    return found


def pack_named(session: Session, settings: Settings, name: str) -> Pack:
    """The pack of this name as it stands. Raises PackError."""
    for one in packs_as_they_stand(session, choice_of(settings)):
        if one.pack.name == name:
            return one.pack
    return read_pack_file(name).pack


def pack_from(text: str, file: str) -> Pack:
    """A pack that is not in force yet, from what somebody wrote. Raises PackError with the first mistake."""
    return parse_pack(text, file)
