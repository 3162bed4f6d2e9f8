"""A unit's file says what it has, has not, and has not said."""

import pytest
from sqlmodel import Session

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import ProfileItem
from supervision.directory.profiles import note, profile_of
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
PAPER = ("成立文件.pdf", b"%PDF-1.4\n%%EOF\n")


def test_a_file_is_whole_when_everything_is_said_and_there(session: Session, cast: Cast) -> None:
    assert profile_of(session, cast.union).missing == list(ProfileItem)
    note(session, cast.union, ProfileItem.APPRAISAL, "", cast.lead, NOW, has=False)
    for item in (ProfileItem.LEADING_BODY, ProfileItem.MEETING_RULE, ProfileItem.PERSON):
        note(session, cast.union, item, "已印发成立文件", cast.lead, NOW, has=True, file=PAPER)
    own = profile_of(session, cast.union)
    assert (own.missing, own.lacking, own.is_whole) == ([], [ProfileItem.APPRAISAL], False)
    note(session, cast.union, ProfileItem.APPRAISAL, "考核办法", cast.clerk, NOW, has=True, file=PAPER)
    own = profile_of(session, cast.union)
    assert own.is_whole
    row = own.items[ProfileItem.APPRAISAL]
    assert row is not None
    assert (row.text, row.file_name, row.by) == ("考核办法", "成立文件.pdf", "王敏")


def test_what_a_unit_has_it_says_in_words_and_of_itself_alone(session: Session, cast: Cast) -> None:
    with pytest.raises(Refusal, match="请写明"):
        note(session, cast.union, ProfileItem.PERSON, " ", cast.lead, NOW, has=True)
    with pytest.raises(NotTheirs):
        note(session, cast.union, ProfileItem.PERSON, "有", cast.supporter, NOW, has=True)
