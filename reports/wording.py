"""How figures, targets and lists of units read in a Chinese sentence or cell."""

from datetime import date
from decimal import Decimal

from models.document import Document
from models.task import Deadline, Indicator
from reports.tally import NOTHING


def amount(value: Decimal) -> str:
    """A number without needless zeros: 18, 1.2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def target(indicator: Indicator) -> str:
    """The target with its bound and measure: 不低于18万人, 1—2个."""
    value = amount(indicator.target)
    if indicator.relation == "range" and indicator.upper is not None:
        return f"{value}—{amount(indicator.upper)}{indicator.measure}"
    bound = {">=": "不低于", "<=": "不超过"}.get(indicator.relation, "")
    return f"{bound}{value}{indicator.measure}"


def settled(deadline: Deadline | None) -> str:
    """Who settled a time that the document leaves open, and why; empty where nobody had to."""
    if deadline is None or not deadline.reason:
        return ""
    return f"时限由{deadline.confirmed_by}确定：{deadline.reason}"


def day(value: date | None) -> str:
    """2026-06-08, or a dash."""
    return value.isoformat() if value else NOTHING


def cited(document: Document) -> str:
    """《关于印发〈方案〉的通知》; without a title the file's name, unadorned."""
    return document.cited if document.title else document.filename


def quoted(text: str) -> str:
    """In quotation marks, those inside turned into single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def excerpt(text: str, most: int) -> str:
    """A text in one line, without its last full stop, cut at ``most`` characters."""
    line = " ".join(text.split()).rstrip("。；;.")
    return line if len(line) <= most else line[: most - 1] + "…"
