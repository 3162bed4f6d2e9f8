"""Tables on the terminal, or the same as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.terminal import as_json as written
from commands.terminal import one_line
from config.log_lines import visible

DOCUMENTS = {
    "id": "号",
    "called": "公文",
    "kind": "文种",
    "drafts": "草案",
    "doubts": "疑点",
    "facts": "情况",
}
"""The columns of a list of documents."""


def show(title: str, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool) -> None:
    """Print rows as a table with Chinese headings (``columns``: key to heading), or as a JSON list."""
    if as_json:
        print(written([dict(row) for row in rows]))
        return
    table = Table()
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(key)) for key in columns))
    say(title)
    Console().print(table)


def say(*sentences: str) -> None:
    """Print plain sentences, each on its line; square brackets in them are not styling."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for sentence in sentences:
        console.print(one_line(sentence))


def listed(names: Sequence[str]) -> str:
    """Names joined the Chinese way."""
    return "、".join(names)


def _cell(value: Any) -> Text:
    # As text: square brackets in it are not styling.
    return Text("" if value is None else visible(str(value)))
