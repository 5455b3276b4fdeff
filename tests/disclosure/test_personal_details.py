"""Details that point at one person are found in whatever form they are typed, and ordinary sentences are let pass."""

import time
from datetime import date

import pytest

from data.disclosure.personal_details import is_nhs_number, personal_details

TODAY = date(2026, 11, 28)
PLANTED = [
    ("She was born 3 March 1984.", "a date that may be of birth"),
    ("DOB 03/03/84, lives alone", "a date that may be of birth"),
    ("d.o.b. 030384", "a date that may be of birth"),
    ("Date of birth: 1984-03-03", "a date that may be of birth"),
    ("He came to us on the 3rd of March, 1984", "a date that may be of birth"),
    ("born March 3, 1984 in Barnet", "a date that may be of birth"),
    ("the boy born on 12/10/2026", "a date that may be of birth"),
    ("3.3.1951 was on her card", "a date that may be of birth"),
    ("b. 1962 in Leeds", "a date that may be of birth"),
    ("943.476.5919", "an NHS number"),
    ("NHS number 9434765919", "an NHS number"),
    ("her number 943 476 5919 was wrong", "an NHS number"),
    ("943\u2013476\u20135919", "an NHS number"),
    ("9 4 3 4 7 6 5 9 1 9", "an NHS number"),
    ("NHS no: 943 476 5918", "an NHS number"),
    ("AB 12 34 56 C", "a National Insurance number"),
    ("ab123456c was given", "a National Insurance number"),
    ("Hospital number: RA123456", "a number of one person's record"),
    ("Ring 020 7946 0000", "a telephone number"),
    ("call (020) 7946-0000 after six", "a telephone number"),
    ("mobile 07700 900 123", "a telephone number"),
    ("mobile 07700.900.123", "a telephone number"),
    ("+44 (0)20 7946 0000", "a telephone number"),
    ("0044 7700 900123", "a telephone number"),
    ("01632 960 001", "a telephone number"),
    ("ann@example.org", "an e-mail address"),
    ("ann . jones @ example . org", "an e-mail address"),
    ("ann (at) example (dot) org", "an e-mail address"),
    ("ann at example dot org", "an e-mail address"),
    ("write to ann.jones at gmail.com", "an e-mail address"),
    ("lives at SW1A 1AA", "a full postcode"),
    ("sw1a1aa", "a full postcode"),
    ("N12  8 QQ", "a full postcode"),
    ("EN5-4RN", "a full postcode"),
    ("at 14 Acacia Avenue", "a home address"),
    ("moved to 7b, Elm Tree Road", "a home address"),
    ("Flat 12, the tower", "a home address"),
    ("Mrs Jones said so", "a name with its title"),
    ("MRS JONES said so", "a name with its title"),
    ("mr. patel could not get in", "a name with its title"),
    ("Dr O'Brien rang", "a name with its title"),
    ("the patient Margaret Okafor waited", "a person's name"),
    ("Patient: no; patient, John, waited", "a person's name"),
    ("a woman called Mary waited", "a person's name"),
    ("My name is Asha Begum", "a person's name"),
    ("a woman aged 87 fell", "one person's age"),
    ("an 87-year-old widow", "one person's age"),
    ("she is 87, and alone", "one person's age"),
]
INNOCENT = [
    "Finish by 31/03/2027 and report in June.",
    "We meet on 12 January 2027 and 9 March 2027.",
    "Agreed on 14/10/2026; begins 01/04/2027-31/03/2028.",
    "Decided on 2026-11-12, figures to 30 September 2026.",
    "From 1 April 2025 to 31 March 2026 the gap grew.",
    "Census of 21 March 2021 counted 12,340 people.",
    "The service opened on 5 May 2015.",
    "Boundaries as at 01/04/2023 are used.",
    "Children born in 2024 are invited by letter.",
    "Babies born between 1 April 2025 and 31 March 2026.",
    "People born before 1957 are offered it.",
    "1234567890 appointments over ten years",
    "Numbers rose from 1,234,567 to 9,434,765.",
    "Cost 0.1234567891 per unit in the model.",
    "The rate is 101.25 per 1,000 (95% interval 99.10 to 103.40).",
    "Practice E83003 and small area E01000123 are included.",
    "ICB QMJ, sub-ICB 93C, PCN U12345 took part.",
    "Read version 2.10.2027 of the guidance.",
    "People aged 87 and over, and those aged 18 to 24.",
    "Women aged 25 to 49 were asked.",
    "She is the lead for two of the 7 neighbourhoods.",
    "Adults aged 65+ with two conditions",
    "Patient Participation Group and Patient Survey",
    "patient Access to online records is uneven",
    "The hub at Mill Lane opens at 9 am on week 2.",
    "The surgery at 65 Mill Lane moves next year.",
    "We miss appointments because of the bus.",
    "Mr and Mrs are asked on the form.",
    "See nhs.uk, or look at gov.uk for the form.",
    "Two clinics @ 3.5 hours each",
    "Q1 2nd review, then E2 3rd review",
    "Rooms 12 to 14 at the library, 30 chairs",
    "Open at 14 High Street library.",
    "Give 2 hours to 14 practices on Elm Road.",
    "The most deprived fifth waits 9 days longer than the least deprived.",
    "Core20PLUS5 and IMD 2019 deciles 1 to 3",
    "Somali and Bengali speakers want evening clinics.",
    "Call 111 or 999; the desk answers in 4 minutes.",
    "The director of public health owns this.",
]


@pytest.mark.parametrize(("text", "kind"), PLANTED)
def test_a_planted_detail_is_found(text, kind):
    assert kind in personal_details(text, TODAY)
    assert kind in personal_details(f"They told us: {text}", TODAY)


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_sentence_is_let_pass(text):
    assert personal_details(text, TODAY) == ()


def test_there_are_enough_of_each_to_tell():
    assert len(PLANTED) >= 30
    assert len(INNOCENT) >= 30


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The day that is two years ago and those after it are of plans; the day before may be of birth.
        ("on 28/11/2024", ()),
        ("on 27/11/2024", ("a date that may be of birth",)),
        ("by 31/12/2099", ()),
        ("on 1/2/50", ("a date that may be of birth",)),
        ("on 31/02/1984", ()),
    ],
)
def test_a_day_of_plans_is_told_from_one_of_birth(text, found):
    assert personal_details(text, TODAY) == found


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("9434765919", True), ("9434765918", False), ("4010232137", True), ("0000000000", False), ("987654321", False)],
)
def test_the_check_of_an_nhs_number(digits, passes):
    assert is_nhs_number(digits) is passes


@pytest.mark.parametrize(
    "part", ["0 ", "1", "1.", "a ", "A", "a.", "a@", "born ", "01/04/", "Aa ", "0(", "1 a ", "at "]
)
def test_a_long_text_is_read_in_no_time(part):
    began = time.monotonic()
    personal_details(part * (4_000 // len(part)), TODAY)
    assert time.monotonic() - began < 1


def test_of_ordinary_numbers_of_ten_digits_one_in_eleven_is_taken_for_an_nhs_number():
    passed = sum(is_nhs_number(str(1_000_000_000 + step * 7_919)) for step in range(11_000))
    assert 0.08 < passed / 11_000 < 0.1
