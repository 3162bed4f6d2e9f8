"""Finding a Chinese name by how it is typed: as it is written, by its sounds, or by the first letters of them.

``srsj``, ``shirenshe``, ``shirensj`` and ``人社`` all find 市人社局. A character with several readings is found by
each of them: 重庆 by ``chongqing`` and by ``zhongqing``, 银行 by ``yh``, ``yinhang`` and ``yinxing``.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NAMES_KEPT, _CHARACTERS_KEPT = 20_000, 10_000
LONGEST = 60
"""More letters than this are not looked for: nobody types them, and every one is tried at every place."""

# What people leave out or type in another way: blanks, the brackets of a document's number, dashes.
_NOT_SAID = str.maketrans("", "", " \t\u3000〔〕[]【】()（）《》<>「」『』“”\"'‘’、，。；：,.;:·-—_/")
_TWO_LETTERS = ("zh", "ch", "sh")


def rank(asked: str, *names: str) -> int | None:
    """How well any of these names answers: 0 the name itself, 1 its beginning, 2 a part of it, 3 by its sounds.

    None where nothing fits, and where nothing is asked.
    """
    wanted = plain(asked)[:LONGEST]
    return _best(wanted, names) if wanted else None


def plain(text: str) -> str:
    """A text as it is compared: small letters, one width, without blanks, brackets and stops."""
    return unicodedata.normalize("NFKC", text).translate(_NOT_SAID).casefold()


def best_first(asked: str, named: Iterable[tuple[int, tuple[str, ...]]]) -> list[int]:
    """The numbers of those whose names answer, the best first and otherwise in the order given."""
    wanted = plain(asked)[:LONGEST]
    if not wanted:
        return []
    ranked = [
        (found, place, number)
        for place, (number, names) in enumerate(named)
        if (found := _best(wanted, names)) is not None
    ]
    return [number for _, _, number in sorted(ranked)]


def _best(wanted: str, names: Iterable[str]) -> int | None:
    return min((found for name in names if name and (found := _rank(wanted, name)) is not None), default=None)


def _rank(wanted: str, name: str) -> int | None:
    written, sounds, letters = _spelled(name)
    if wanted in written:
        return 0 if wanted == written else 1 if written.startswith(wanted) else 2
    # Sounds are letters; without any there is nothing more to try. Most names lack one of those wanted.
    if not any("a" <= letter <= "z" for letter in wanted) or not letters.issuperset(wanted):
        return None
    first = wanted[0]
    for start, (firsts, _) in enumerate(sounds):
        if first in firsts and _answers(wanted, sounds, start):
            return 3
    return None


def _answers(wanted: str, sounds: tuple[tuple[str, tuple[str, ...]], ...], start: int) -> bool:
    """Whether the letters are used up by the sounds from this character on, the last of which may be cut short."""
    reached = {0}
    for _, forms in sounds[start:]:
        following = set()
        for used in reached:
            rest = wanted[used:]
            for form in forms:
                if form.startswith(rest):
                    return True
                if rest.startswith(form):
                    following.add(used + len(form))
        if not following:
            return False
        reached = following
    return False


@lru_cache(maxsize=_NAMES_KEPT)
def _spelled(name: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...], frozenset[str]]:
    """The name as it is compared; of each character the letters it may begin with, and what may be typed for it; all letters of these."""
    written = plain(name)
    sounds = tuple(_forms(character) for character in written)
    return written, sounds, frozenset(letter for _, forms in sounds for form in forms for letter in form)


@lru_cache(maxsize=_CHARACTERS_KEPT)
def _forms(character: str) -> tuple[str, tuple[str, ...]]:
    forms = {character}
    if not character.isascii():
        # Loaded with the first search: it takes longer than the rest of the board's start.
        from pypinyin import Style, pinyin

        # One by one, so that a known word does not hide the other readings of its characters.
        readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        for reading in (one for several in readings for one in several if one):
            forms |= {reading, reading[0]}
            if reading.startswith(_TWO_LETTERS):
                forms.add(reading[:2])
    return "".join(sorted({form[0] for form in forms})), tuple(sorted(forms))
