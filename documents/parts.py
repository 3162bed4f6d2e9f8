"""The paper itself and its attachments, each with a title, a kind and an outline of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.document_kind import DocumentKind, kind_of
from documents.letterhead import DocumentHeader, body_begins
from documents.passages import Passage
from documents.signature import signed_day, without_seal

_ATTACHMENT = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:]?|附[：:]?|附录[一二三\d]?")
_IMPRINT = re.compile(r"(?:报|送|发|抄送|抄报|主送)[：:]|[（(]此件.{0,10}[）)]")
_ISSUES_RULES = re.compile(r"(?:条例|规则|章程|应急预案)[》〉]?的(?:通知|函)$")
_LIST_OF_ATTACHMENTS = re.compile(r"附件[：:].")


@dataclass(frozen=True, slots=True)
class Part:
    """The paper or one of its attachments; ``body`` is without head, signature and imprint."""

    title: str
    kind: DocumentKind
    body: tuple[Passage, ...]


def parts(passages: Sequence[Passage], header: DocumentHeader) -> list[Part]:
    """The paper, then each attachment: a line that says 附件 and nothing else begins one."""
    found: list[Part] = []
    title, kind, body = header.title, header.kind, list[Passage]()
    if _ISSUES_RULES.search(title):
        kind = DocumentKind.RULES
    rest = iter(passages[body_begins(passages) :])
    for passage in rest:
        if _ATTACHMENT.fullmatch(passage.text):
            found.append(Part(title, kind, tuple(body)))
            title, body = _next_text(rest), []
            kind = kind_of(title)
        elif signed_day(passage.text):
            while body and without_seal(body[-1].text) in header.issuer:
                body.pop()
        elif not (_IMPRINT.match(passage.text) or (body and _LIST_OF_ATTACHMENTS.match(passage.text))):
            body.append(passage)
    return [*found, Part(title, kind, tuple(body))]


def _next_text(rest: Iterator[Passage]) -> str:
    following = next(rest, None)
    return following.text if following else ""
