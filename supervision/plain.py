"""Values as JSON columns hold them."""

from datetime import date
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """The same with days and exact numbers as text, fit for a JSON column."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
