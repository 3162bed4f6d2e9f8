"""A worker that writes unit reports until none is left: ``python -m flows.paper_worker``."""

import os

from models import database
from schedules import clock
from supervision.campaigns import unit_papers


def main() -> None:
    """Claim part after part. Ends when nothing is left, or when the run that started it is gone."""
    parent = os.getppid()

    def go_on() -> bool:
        return os.getppid() == parent

    unit_papers.work(database.transaction, database.reading, clock.now, goes_on=go_on)


if __name__ == "__main__":
    main()
