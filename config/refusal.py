"""The one exception for what the rules forbid."""


class Refusal(Exception):
    """A Chinese sentence that says what is forbidden, why, and the way out."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
