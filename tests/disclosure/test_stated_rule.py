"""A disclosure rule as it is stated on the command line: understood, put into words, and refused where it is none."""

import pytest

from data.contract.errors import ContractError
from data.disclosure.stated_rule import stated_rule


@pytest.mark.parametrize(
    ("hide", "to", "words"),
    [
        ("1-7", 5, "Counts of 1 to 7 are hidden, with enough others that none can be found by subtraction; the rest are "
         "rounded to the nearest 5."),
        (" 1 – 4", 1, "Counts of 1 to 4 are hidden, with enough others that none can be found by subtraction; the rest are "
         "not rounded."),
        ("1-1", 3, "Counts of 1 are hidden, with enough others that none can be found by subtraction; the rest are rounded "
         "to the nearest 3."),
    ],
)  # fmt: skip
def test_a_rule_is_told_in_words(hide, to, words):
    found = stated_rule(hide, to)
    assert f"{found.hidden_from}-{found.hidden_to}" == hide.replace(" ", "").replace("–", "-")
    assert found.rounded_to == to
    assert found.words == words


@pytest.mark.parametrize(
    ("hide", "to", "said"),
    [
        (None, None, "no disclosure rule: --hide and --round-to not given"),
        ("1-7", None, "no disclosure rule: --round-to not given"),
        (None, 5, "no disclosure rule: --hide not given"),
        ("under 8", 5, "--hide: found 'under 8'; expected the smallest and the largest count to hide"),
        ("7", 5, "--hide: found '7'"),
        ("7-1", 5, "hidden_to: found 1; expected 7 (hidden_from) or more"),
        ("0-7", 5, "hidden_from: found 0; expected 1 or more"),
        ("1-7", 0, "rounded_to: found 0"),
    ],
)
def test_what_is_no_rule_is_refused_with_what_to_write(hide, to, said):
    with pytest.raises(ContractError) as refused:
        stated_rule(hide, to)
    assert said in str(refused.value)
