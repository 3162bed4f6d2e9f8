"""How a day reads in a sentence."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4_000)
def day_in_words(day: date) -> str:
    """2026年6月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
