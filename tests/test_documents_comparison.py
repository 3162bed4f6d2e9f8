from documents.comparison import Change, Item, Match, compare, gone


def item(text: str, units: tuple[str, ...] = ("市总工会",), times: tuple[str, ...] = ("6月底前",)) -> Item:
    return Item(text, units, times)


STAYS = item("1.建立职工诉求清单，实行动态管理。")
TRAINING = item("2.组织开展职业技能培训，全年培训不少于2000人次。")


def test_a_task_that_only_moved_is_the_same_task() -> None:
    moved = item("（三）建立职工诉求清单， 实行动态管理。")
    assert compare([TRAINING, STAYS], [moved]) == [Match(Change.SAME, 1)]


def test_a_task_whose_date_or_units_changed_is_named_by_what_changed() -> None:
    later = item(STAYS.text, units=("市总工会", "市人社局"), times=("9月底前",))
    assert compare([STAYS], [later]) == [Match(Change.CHANGED, 0, ("责任单位", "时限"))]


def test_a_task_whose_words_changed_a_little_is_still_that_task() -> None:
    later = item("2.组织开展职业技能培训，全年培训不少于3000人次。")
    assert compare([STAYS, TRAINING], [STAYS, later]) == [
        Match(Change.SAME, 0),
        Match(Change.CHANGED, 1, ("内容",)),
    ]


def test_what_has_nothing_in_common_with_the_earlier_version_is_new_and_what_nobody_claims_is_gone() -> None:
    new = item("3.制定集体协商指导员管理办法。")
    matches = compare([STAYS, TRAINING], [STAYS, new])
    assert matches[1] == Match(Change.NEW)
    assert gone([STAYS, TRAINING], matches) == [1]


def test_two_tasks_in_the_same_words_are_claimed_one_each() -> None:
    assert [match.before for match in compare([STAYS, STAYS], [STAYS, STAYS, STAYS])] == [0, 1, None]


def test_the_better_fit_is_taken_first() -> None:
    first = item("组织开展职业技能培训，全年培训不少于2000人次，建立培训台账。")
    near = item("组织开展职业技能培训，全年培训不少于2500人次，建立培训台账。")
    far = item("组织开展安全生产培训，全年培训不少于100人次。")
    assert compare([first], [far, near])[1].before == 0


def test_no_more_than_a_few_tasks_are_laid_side_by_side_with_each() -> None:
    """A plan of a thousand tasks, all of them reworded, is compared in reasonable time."""
    names = [f"{chr(0x4E00 + n)}{chr(0x5000 + n)}{chr(0x5600 + n)}" for n in range(1000)]
    before = [item(f"推进{name}建设，完善{name}机制") for name in names]
    after = [item(f"继续推进{name}建设，完善{name}机制") for name in names]
    matches = compare(before, after)
    assert [match.before for match in matches] == list(range(1000))
