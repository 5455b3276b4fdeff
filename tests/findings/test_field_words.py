"""Words of the field are found where they stand, in their order and once each, and lead to a method that there is."""

from dataclasses import replace

from components.findings.field_words import FIELD_WORDS, words_in
from components.findings.finding import nothing_to_show
from components.findings.methods.entries import METHODS

BARE = nothing_to_show("any", "What?", "Nothing is known.", method="gap")


def _words(sentence: str) -> list[str]:
    return [each.word for each in words_in(replace(BARE, sentence=sentence))]


def test_words_are_told_once_each_in_the_order_they_stand():
    told = (
        "Usual variation is 520 to 866. The most deprived fifth is 4.1 percentage points worse, beyond chance; fifths."
    )
    assert _words(told) == ["usual variation", "fifth", "percentage points", "clear (beyond chance)"]


def test_a_word_is_known_by_each_of_its_forms():
    assert _words("Narrower only because the better-off got worse.") == ["levelling down"]
    assert _words("The gap is between −1.5% and 1,427.") == ["interval (between … and …)"]
    assert _words("It favours areas with less need (concentration index 0.117).") == ["concentration index"]


def test_nothing_is_explained_where_no_such_word_stands():
    assert words_in(BARE) == ()
    assert _words("More weight to surer points; the line through it; between them; a fifthly.") == []


def test_each_word_leads_to_a_method_and_is_listed_once():
    assert {each.method for each in FIELD_WORDS} <= {each.id for each in METHODS}
    assert len({each.word for each in FIELD_WORDS}) == len(FIELD_WORDS) == 16
