"""What stands around a phrase: its clause and its sentence, looked at through windows of bounded size."""

from dataclasses import dataclass

# No rule looks further than this, so that a text without punctuation costs no more than any other.
REACH = 80
SENTENCE_ENDS = "。！？\n"
CLAUSE_ENDS = "，；：" + SENTENCE_ENDS
# Before a phrase a colon belongs to its clause: 完成时限：6月底.
_CLAUSE_BEGINS = "，；" + SENTENCE_ENDS


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text before and after a phrase, within its clause and within its sentence."""

    clause_before: str
    clause_after: str
    before: str
    after: str


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """Look around the phrase at these offsets of a folded text."""
    before = text[max(0, start - REACH) : start]
    before = before[_last(before, SENTENCE_ENDS) + 1 :]
    after = text[end : end + REACH]
    after = after[: _first(after, SENTENCE_ENDS)]
    return Surroundings(
        clause_before=before[_last(before, _CLAUSE_BEGINS) + 1 :],
        clause_after=after[: _first(after, CLAUSE_ENDS)],
        before=before,
        after=after,
    )


def book_titles(text: str) -> list[tuple[int, int]]:
    """The stretches between 《 and 》, outermost ones, in order; an unclosed one ends with its line."""
    if "《" not in text:
        return []
    stretches: list[tuple[int, int]] = []
    depth, begun = 0, 0
    for place, character in enumerate(text):
        if character == "《":
            begun = place if depth == 0 else begun
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                stretches.append((begun, place))
        elif character in "\n。" and depth:
            depth = 0
    return stretches


def _last(text: str, characters: str) -> int:
    return max(text.rfind(character) for character in characters)


def _first(text: str, characters: str) -> int:
    places = [place for character in characters if (place := text.find(character)) >= 0]
    return min(places, default=len(text))
