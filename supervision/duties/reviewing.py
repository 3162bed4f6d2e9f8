"""The reviewer is never the reporter, unless the office says so; then the record says so too."""

from config.refusal import Refusal
from config.settings import settings
from models.words import Move
from supervision.actor import Actor

_NOTED = "（本人代录、本人审核，按本办公室的设置办理）"


def require_other(actor: Actor, reported_by: str, made: Move, what: str, note: str = "") -> str:
    """The note to keep with a review of what ``reported_by`` entered by this move.

    Raises Refusal when the reviewer keyed it in (代录) and the office's setting does not allow that.
    """
    if reported_by != actor.signature(made):
        return note
    if not settings().reviews_own_entry:
        raise Refusal(f"这件事的{what}是您代录的，审核人不能是填报人。请由另一位经办人员办理。")
    return note + _NOTED
