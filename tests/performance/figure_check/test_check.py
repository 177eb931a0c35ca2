"""What a sentence says against what is held, one kind of sentence a line."""

from __future__ import annotations

import pytest

from performance.domain.figure_check import Known, check_documents, named, small_counts
from performance.domain.figure_check.aliases import read_aliases
from tests.performance.figure_check.literal import LEXICON, Q4, check, fact, paper, told, topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The quarter's value, in its forms.
        ("Dental checks stand at 49%.", [("49%", "agrees")]),
        ("49 per cent of children had a dental check.", [("49 per cent", "agrees")]),
        ("Forty-nine per cent had a dental check.", [("Forty-nine per cent", "agrees")]),
        ("Statutory visits in timescale: 83%.", [("83%", "rounded")]),
        ("Dental checks stand at 59%.", [("59%", "contradicts")]),
        ("The rate is 99 per 10,000.", [("99 per 10,000", "agrees")]),
        ("The rate is 104 per 10,000.", [("104 per 10,000", "contradicts")]),
        ("There were 684 children in care at the end.", [("684", "agrees")]),
        ("There were 694 children in care at the end.", [("694", "contradicts")]),
        # Shares, splits and fractions.
        ("10 of the 22 audits of children in care were good or outstanding.",
         [("10 of the 22", "agrees")]),
        ("9 of the 22 audits of children in care were good or outstanding.",
         [("9 of the 22", "contradicts")]),
        ("Internal and external foster care: 53.6:46.4.", [("53.6:46.4", "agrees")]),
        ("Internal and external foster care: 53.6:47.4.", [("53.6:47.4", "contradicts")]),
        ("Two thirds have had the same placement for two years.", [("Two thirds", "rounded")]),
        ("One in five children had a dental check.", [("One in five", "contradicts")]),
        ("More than half of fostered children live with in-house carers.", [("half", "rounded")]),
        ("Between 85 and 90% have a health assessment.", [("Between 85 and 90%", "rounded")]),
        # The rest of the whole.
        ("91% had fewer than three placements.", [("91%", "agrees")]),
        ("88% had fewer than three placements.", [("88%", "contradicts")]),
        ("51% are without a dental check.", [("51%", "agrees")]),
        # Another basis, another time.
        ("There were 676 children in care at the end.", [("676", "other_basis")]),
        ("On average there were 676 children in care.", [("676", "agrees")]),
        ("Statutory visits in timescale were 87%.", [("87%", "other_basis")]),
        ("The outturn for statutory visits was 87%.", [("87%", "agrees")]),
        ("85% of statutory visits were on time.", [("85%", "stale")]),
        ("In 2019-20 85% of statutory visits were on time.", [("85%", "agrees")]),
        ("In 2019-20 89% of statutory visits were on time.", [("89%", "contradicts")]),
        ("There are 656 children in care.", [("656", "stale")]),
        ("62.2% had the same placement for two years in Q3.", [("62.2%", "agrees")]),
        # Targets and others.
        ("The target for dental checks is 90%.", [("90%", "agrees")]),
        ("The target for dental checks is 80%.", [("80%", "contradicts")]),
        ("Dental checks are at 90%.", [("90%", "contradicts")]),
        ("Long-term fostering has a target of 40 to 60%.", [("40 to 60%", "agrees")]),
        ("Our rate of 99 per 10,000 compares with 67 in England.",
         [("99 per 10,000", "agrees"), ("67", "agrees")]),
        # No contradiction can be made of these.
        ("We hope that 75% will have a dental check.", [("75%", "unknown")]),
        ("For boys, dental checks stand at 44%.", [("44%", "unknown")]),
        ("In February dental checks stood at 44%.", [("44%", "unknown")]),
        # The same number as two measures.
        ("49% had a dental check and 49% a health assessment.",
         [("49%", "agrees"), ("49%", "contradicts")]),
    ],
)  # fmt: skip
def test_a_number(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "At 31 March 2021, under section 22 of the 1989 Act, children aged 16 had a plan.",
        "3.2 Dental checks are on page 12, table 4; call 0115 496 0000 by 9.30am.",
        "The dental contract costs £36,000 for 18 months, 5% more than before.",
        "45 children in care took part in the tournament.",
        "Of those in foster care, 64% see their siblings.",
        "85% of teachers know what a dental check is.",
        "12 foster carers came to the event.",
    ],
)
def test_what_is_no_figure_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("The same placement for two years rose by 3.1 points since Q3.", "3.1 points", "agrees"),
        ("Same placement for two years rose by 5.1 points since Q3.", "5.1 points", "contradicts"),
        ("Visits on time are 11.7 points below target.", "11.7 points", "agrees"),
        ("Visits on time are 9 points below target.", "9 points", "contradicts"),
        ("The number of children in care rose by 4.3% since March 2020.", "4.3%", "agrees"),
        ("The number of children in care rose by 9% since March 2020.", "9%", "contradicts"),
        ("The number of children in care fell by 28 since March 2020.", "28", "contradicts"),
        ("The number of children in care grew by 62 between March 2016 and March 2020.",
         "62", "agrees"),
        (
            "The number of children in care rose from 594 in March 2016 to 656 in March 2020, "
            "an increase of 15%.",
            "15%",
            "contradicts",
        ),
        ("10 of the 22 audits of children in care (55%) were good or outstanding.",
         "55%", "contradicts"),
        ("26.2% of all children in care are in long-term fostering.", "26.2%", "contradicts"),
        ("26.2% of fostered children are in long-term fostering.", "26.2%", "agrees"),
        (
            "70% live with carers, 13% in homes and the remaining 20% elsewhere.",
            "20%",
            "contradicts",
        ),
    ],
)  # fmt: skip
def test_what_follows(text: str, number: str, status: str) -> None:
    assert (number, status) in told(text)


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("The same placement for two years improved since Q3.", False),
        ("The same placement for two years fell since Q3.", True),
        ("The same placement for two years has fallen since 2019-20.", False),
        ("The same placement for two years remained static since Q3.", True),
        ("Three or more placements is unchanged since Q3.", False),
        ("Three or more placements worsened since Q3.", True),
        ("Visits on time fell from 85% in 2019-20 to 87% for 2020-21.", True),
        ("Dental checks improved.", False),
    ],
)
def test_words_of_direction(text: str, alarm: bool) -> None:
    assert bool(check(text).alarms) is alarm


def test_a_table_takes_measure_time_and_role_from_its_heads() -> None:
    table = (
        "Measure | Q3 2020-21 | Q4 2020-21 | Target\n"
        "Same placement for at least 2 years | 62.2 | 56.3 | \n"
        "Dental checks | | 49% | 90%\n"
        "Agency staff | 14% | 15% | 10%\n"
    )
    assert told(table) == [
        ("62.2", "agrees"), ("56.3", "contradicts"), ("49%", "agrees"), ("90%", "agrees"),
    ]  # fmt: skip


def test_a_count_of_things_is_no_share() -> None:
    """Of a kind of home whose share of children is held, a table tells how many there are."""
    table = "Provision | Settings | Now\nDental checks | 6 | 44\n"
    assert told(table) == [("6", "unknown"), ("44", "contradicts")]


def test_a_column_that_does_not_make_its_total() -> None:
    table = "Route | Share\nHome | 40%\nAdoption | 30%\nOther | 20%\nTotal | 100%\n"
    [finding] = check(table).findings
    assert (finding.number, finding.status) == ("100%", "contradicts")
    assert "make 90" in finding.words


def test_a_finding_says_what_is_held_and_what_the_number_is() -> None:
    [finding] = check("85% of statutory visits were on time.").findings
    assert finding.indicator == "visits-on-time"
    assert finding.held == "83.3%"
    assert finding.period == "2020-21-Q4"
    assert finding.place == "line 1"
    assert finding.words == (
        "The paper says 85%. 83.3% is held; 85% is the value of 2019-20, year-end outturn."
    )


def test_a_sentence_goes_on_from_the_one_before() -> None:
    text = "Dental checks are a worry. The target is 90%. It now stands at 59%."
    assert told(text) == [("90%", "agrees"), ("59%", "contradicts")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We had 684 children in our care, 28 more than the 656 of March 2020.",
            [("684", "agrees"), ("28", "agrees"), ("656", "agrees")],
        ),
        (
            "That is 99 per 10,000 children in care, when England stood at 67 per 10,000.",
            [("99 per 10,000", "agrees"), ("67 per 10,000", "agrees")],
        ),
        (
            "Only 49% had a dental check, where 90% should.",
            [("49%", "agrees"), ("90%", "agrees")],
        ),
        (
            "- Health assessments 87.3% - target 95%",
            [("87.3%", "agrees"), ("95%", "contradicts")],
        ),
        (
            "65.3% had the same placement for two years, 3.1 points better than in Q3 but 3.7 "
            "points below the 69% of 2019/20.",
            [("65.3%", "agrees"), ("3.1 points", "agrees"), ("3.7 points", "unknown"),
             ("69%", "agrees")],
        ),
        ("The number of children in care rose by 38 over the year.", [("38", "contradicts")]),
        ("The number of children in care rose by 28 over the year.", [("28", "agrees")]),
        ("A one per cent shift in dental checks is worth £1,000.", []),
        ("The range of 40–60% is used for long-term fostering.", [("40–60%", "agrees")]),
        ("Dental checks were graded: 46% good.", [("46%", "unknown")]),
        ("Fewer than half had a dental check.", [("half", "rounded")]),
    ],
)  # fmt: skip
def test_a_number_takes_its_part_of_the_sentence(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_a_name_that_fills_a_head_is_found_there_only() -> None:
    row = {"phrases": "in foster care;^Foster care", "opposites": "", "cues": "", "never": "",
           "whom": "", "denominator": ""}  # fmt: skip
    found = read_aliases(row)
    assert found.heads == {"foster care"}
    assert len(found.phrases) == 1


def test_two_papers_that_differ_where_nothing_is_held() -> None:
    report = check("In quarter 2, 71% had a dental check.", "In quarter 2, 74% had a dental check.")
    assert [str(one.status) for one in report.findings] == ["contradicts", "contradicts"]
    assert "paper-1.txt, line 1, says 74%." in report.findings[0].words
    same = check("In quarter 2, 71% had a dental check.", "In Q2 dental checks were 71.4%.")
    assert not same.alarms


def test_two_papers_that_differ_where_a_value_is_held() -> None:
    report = check("Dental checks: 49%.", "Dental checks: 59%.")
    assert [str(one.status) for one in report.findings] == ["agrees", "contradicts"]
    assert "paper-0.txt" in report.findings[1].words


def test_small_counts_and_ends_of_a_scale() -> None:
    report = check(
        "Three children moved, and 4 of them went far. In quarter 3 we met 3 times.\n\n"
        "The longest wait of a child was 412 days. Five reports were read. 12 children came."
    )
    assert [(one.number, one.why) for one in report.small_counts] == [
        ("Three", "a few people"),
        ("4", "a few people"),
        ("412", "the shortest or longest"),
    ]


def small_in(text: str, most: int = 5) -> list[str]:
    return [one.number for one in small_counts(paper(text), LEXICON, most)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Two brothers were placed apart.", ["Two"]),
        ("2 of the 5 sibling groups were placed together.", ["2", "5"]),
        ("Only one young person moved; three of them are back.", ["one", "three"]),
        ("Of the care leavers, one of the 22 went to prison.", ["one"]),
        ("3 looked after children have no school place, 1 has.", ["3", "1"]),
        ("One child’s placement broke down.", ["One"]),
        ("One more unaccompanied child came.", ["One"]),
        ("Of the girls, two others moved.", ["two"]),
    ],
)
def test_a_few_people_are_told_of(text: str, numbers: list[str]) -> None:
    assert small_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Agency placements end one by one, as children move on.",
        "One of the aims for children in care is a stable home.",
        "One: help families first.",
        "2) More foster homes for children",
        "Children stay one year or more, in one home.",
        "Two thirds of children stayed; three quarters of care leavers work.",
        "One in five children moved.",
        "Ninety-one children were seen. One hundred and four children came.",
        "Two children’s homes open, with room for three children.",
        "One team for children with disabilities, 2 services for care leavers.",
        "Support is 1:1 for young people. One pupil premium is paid.",
        "Whether each young person has one is not counted.",
        "One of the 22 audits of children in care was good.",
        "Five reports were read. 12 children came.",
    ],
)
def test_other_small_numbers_are_not(text: str) -> None:
    assert small_in(text) == []


def test_how_few_is_few_is_the_councils_own_rule() -> None:
    text = "Two boys, 7 girls and nine babies came; 12 young people left."
    assert small_in(text) == ["Two"]
    assert small_in(text, 9) == ["Two", "7", "nine"]
    assert small_in(text, 12) == ["Two", "7", "nine", "12"]


@pytest.mark.parametrize(
    "text",
    ["%" * 500, "1" * 4000, "49% " * 400, "((((" * 300, "of " * 3000, "49% dental check " * 1_000],
)
def test_any_text_is_answered(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "measure", "status"),
    [
        ("The council is in touch with 92% of care leavers.", "in-touch", "agrees"),
        ("The council is in touch with 92% of care leavers aged 19 to 21.", "in-touch", "agrees"),
        (
            "The council is in touch with 85% of care leavers aged 17 and 18.",
            "in-touch-17-18",
            "agrees",
        ),
        (
            "The council is in touch with 92% of care leavers aged 17 and 18.",
            "in-touch-17-18",
            "unknown",
        ),
    ],
)
def test_care_leavers_in_touch_are_told_apart_by_age(text, measure, status):
    topics = (
        topic("in-touch", "Care leavers we are in touch with", fact("2020-21-Q4", "92")),
        topic("in-touch-17-18", "In touch with us, 17 and 18", fact("2020-21-Q4", "85")),
    )
    known = Known(Q4, {one.code: one for one in topics}, LEXICON, named(topics))
    (found,) = check_documents([paper(text)], known).findings
    assert (found.indicator, str(found.status)) == (measure, status)
