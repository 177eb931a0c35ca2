import pytest

from accounts.domain.colour import contrast_on_white, draws_text


def test_black_and_white_are_the_ends_of_the_scale():
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#53284f", 11.8), ("#1D4F91", 8.1), ("#a8123e", 7.4), ("#85898f", 3.5)]
)
def test_the_ratios_that_the_design_names(colour, ratio):
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.05)


def test_the_limit_lies_at_four_and_a_half():
    assert draws_text("#767676")  # 4.54, the palest grey that passes
    assert not draws_text("#777777")  # 4.48


@pytest.mark.parametrize("wrong", ["", "53284f", "#53284", "#53284f;", "red", "#53284g"])
def test_what_is_no_colour_is_refused(wrong):
    with pytest.raises(ValueError, match="six digits"):
        contrast_on_white(wrong)
