"""The one exception for what the rules forbid."""


class Refusal(Exception):
    """A Chinese sentence that says what is forbidden, why, and the way out."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotTheirs(Refusal):
    """What this person may never do, whatever the state of things: it is refused, and the refusal is recorded."""
