"""Free text that seems to point at one person: found by its form, so that it is held back before it is shown.

What has a form can be found: NHS and other numbers, telephone numbers, e-mail addresses, postcodes, addresses, dates that
may be of birth, ages of one person, and names with a title or after a word for a person. A name alone, or a story only one
person could tell, has no form: only a reader finds those.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from data.disclosure.birth_dates import birth_dates, dates_in

# The areas that postcodes begin with: a code of anything else that has a postcode's form is none.
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|"
    "DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|"
    "KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|"
    "PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|"
    "WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
_POSTCODE = re.compile(
    rf"\b(?:{_AREAS})[ ]?\d[A-Z\d]?[ .\-]{{0,3}}\d[ ]?[ABD-HJLNP-UW-Z]{{2}}\b",
    re.I,
)
_ORDINAL = re.compile(r"\d ?(?:st|nd|rd|th)$")
_NHS = re.compile(r"(?<![\d.,])(?:\d{3}[ .\-/]{0,2}\d{3}[ .\-/]{0,2}\d{4}|\d(?:[ .\-]\d){9})(?![\d,])")
_CALLED_NHS = re.compile(
    r"\bnhs\s*(?:no|num|number|nr|#)?\.?\s*(?:is|was|:|=|-)?\s*(?:\d[ .\-/]{0,2}){9}\d(?!\d)", re.I
)
_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .\-]?(?:\d[ .\-]?){6}[A-D]\b", re.I)
_RECORD = re.compile(
    r"\b(?:MRN|(?:hospital|patient|passport|record|case|emis|systmone) ?(?:no|num|number|id|ref)\.?)\W{0,3}(?:is )?"
    r"[A-Z]{0,3}\d{4,}",
    re.I,
)
_TELEPHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+ ?44|0044)[ .\-]?(?:\(0\))?[ .\-]?|\(?0 ?)\d(?:[ .()/\-]{0,2}\d){8,10}(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64} ?(?:@|[(\[{] ?at ?[)\]}]) ?[a-z][\w\-]*(?: ?(?:\.|[(\[{] ?dot ?[)\]}]) ?[a-z][\w\-]*)+"
    r"|(?<![\w.+\-])[\w.+\-]{1,64} at [a-z][\w\-]*(?: dot [a-z]+)+"
    r"|(?<![\w.+\-])[\w.+\-]{1,64} at (?:gmail|hotmail|outlook|yahoo|icloud|btinternet|live|aol|nhs)\.(?:com|co\.uk|net)\b",
    re.I,
)
_STREETS = (
    "Street|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Crescent|Court|Gardens|Terrace|Place|Grove|Square|Walk|Mews|Row|Rise|"
    "Way|Hill|Green|Park|View|St"
)
_ADDRESS = re.compile(
    rf"\b(?:\d{{1,3}}[A-Za-z]?,? (?:[A-Z][A-Za-z'’]+ ){{1,3}}(?:{_STREETS})\b|(?:Flat|Apartment|Apt) \d{{1,4}}[A-Za-z]?\b)"
)
# An address of a service is known to all.
_SERVICES = "practice|surgery|centre|clinic|hub|hospital|library|hall|site|pharmacy|school|church|mosque|service"
_BEFORE_SERVICE = re.compile(rf"\b(?:{_SERVICES})\b[^.;]{{0,25}}$", re.I)
_THEN_SERVICE = re.compile(rf" (?:{_SERVICES})\b", re.I)
_ONE = r"(?:he|she|him|her|man|woman|lady|gentleman|boy|girl|mother|father|mum|dad|widow|widower|patient|son|daughter)"
_AGE = re.compile(
    rf"\b{_ONE},? (?:is |was |who is )?(?:aged|age) \d{{1,3}}\b(?! ?(?:and|or|to|–|-|\+))"
    rf"|\b(?:an?|the|his|her|our|this|my) \d{{1,3}}[ \-]?(?:year|yr)s?[ \-]?olds? (?:\w+ )?{_ONE}\b"
    rf"|\b(?:he|she) (?:is|was) \d{{1,3}}(?: years old)?(?=[.,;]|$)",
    re.I,
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.? (?:[A-Z]\.? )?[A-Z][A-Za-z'’\-]+|\bMRS? [A-Z]{2,}|\bmrs?\.? [a-z]{3,}\b"
)
_AFTER = re.compile(
    r"\b(?:[Pp]atient|[Cc]lient|[Mm]y name is|[Nn]ame is|[Nn]ame:|[Nn]amed|(?:man|woman|lady|boy|girl) called|"
    r"[Hh]er (?:mother|daughter|husband|son)|[Hh]is (?:mother|daughter|wife|son)),? ([A-Z][a-z'’]+)(?:[ \-]([A-Z][a-z'’]+))?"
)
# What follows those words in the names of services and of groups.
_NO_NAME = re.compile(
    r"\b(?:"
    "Access|Activation|Advice|Advocate|And|Board|Care|Carer|Centre|Choice|Clinic|Contact|Council|Data|"
    "Engagement|Experience|Feedback|Forum|Group|Health|Home|Initiated|Involvement|Journey|Knows|Leader|"
    "Level|Liaison|List|Lead|Manager|Network|Online|Outcome|Panel|Participation|Partner|Partnership|"
    "Pathway|Population|Portal|Practice|Pressure|Primary|Records|Reference|Registration|Reported|Safety|"
    "Satisfaction|Service|Services|Social|Support|Survey|Team|Transport|Voice"
    r")\b"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"\N{NO-BREAK SPACE}": " "})


def personal_details(text: str, today: date | None = None) -> tuple[str, ...]:
    """The kinds of personal detail a text seems to hold, in words; empty when none is found. `today` as told, for tests.

    Example: 'Ring me on 020 7946 0000' gives ('a telephone number',).
    """
    today = today or date.today()
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    without_dates = _without_dates(plain, today)
    found = [kind for kind, holds in _KINDS.items() if holds(without_dates)]
    if birth_dates(plain, today):
        found.append("a date that may be of birth")
    return tuple(found)


def _without_dates(text: str, today: date) -> str:
    """The text with its dates crossed out, so that two of them are no telephone number."""
    for start, end, _ in list(dates_in(text, today)):
        text = text[:start] + "#" * (end - start) + text[end:]
    return text


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check that every NHS number passes (weights 10 to 2, modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check != 10 and check % 11 == int(digits[-1])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _nhs(text: str) -> bool:
    return bool(_CALLED_NHS.search(text)) or any(is_nhs_number(_digits(each[0])) for each in _NHS.finditer(text))


def _telephone(text: str) -> bool:
    return any(re.fullmatch(r"[1-357-9]\d{8,9}", each) for each in map(_national, _TELEPHONE.findall(text)))


def _national(number: str) -> str:
    """A number without the country's code or the nought before it."""
    return _digits(re.sub(r"^(?:\+ ?44|0044)", "", number).replace("(0)", "")).removeprefix("0")


def _postcode(text: str) -> bool:
    return any(not _ORDINAL.search(each[0]) for each in _POSTCODE.finditer(text))


def _address(text: str) -> bool:
    return any(
        not _BEFORE_SERVICE.search(text[: each.start()]) and not _THEN_SERVICE.match(text, each.end())
        for each in _ADDRESS.finditer(text)
    )


def _named(text: str) -> bool:
    return any(not _NO_NAME.search(" ".join(filter(None, each.groups()))) for each in _AFTER.finditer(text))


_KINDS: dict[str, Callable[[str], bool]] = {
    "an NHS number": _nhs,
    "a National Insurance number": lambda text: bool(_INSURANCE.search(text)),
    "a number of one person's record": lambda text: bool(_RECORD.search(text)),
    "a telephone number": _telephone,
    "an e-mail address": lambda text: bool(_EMAIL.search(text)),
    "a full postcode": _postcode,
    "a home address": _address,
    "one person's age": lambda text: bool(_AGE.search(text)),
    "a name with its title": lambda text: bool(_TITLED.search(text)),
    "a person's name": _named,
}
