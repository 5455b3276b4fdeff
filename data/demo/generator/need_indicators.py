"""Need, what is spent on it, and whether the records show who has it."""

from data.contract.indicator import Indicator
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.framework import ADULTS, ALL_AGES, BY_NEED, SHARED_RECORDS, SOURCE

NEED = (
    (
        Indicator(
            id="long_term_conditions",
            name="Adults living with two or more long-term conditions",
            short_name="Several conditions",
            question="Where do people live with several long-term conditions?",
            domain="need",
            value_type="proportion",
            higher_is_better=False,
            population_noun="adults",
            event_noun="adults with two or more conditions",
            predicate="live with two or more long-term conditions",
            numerator="Adults on two or more practice registers of long-term conditions",
            denominator="Adults registered with a practice",
            source=SOURCE,
            population_base="registered",
            unit="%",
            principle=BY_NEED,
            refresh="Quarterly",
            caveat="Only diagnosed conditions are counted: poor access to diagnosis looks like low need.",
        ),
        Behaviour(
            base=0.215,
            share=0.795,
            deprived=0.5,
            by_group={"asian": 0.08, "asian_chinese": -0.4, "black": 0.04, "mixed": -0.25, "white_other": -0.4},
            unknown=-0.7,
            trend=0.03,
            ages=ADULTS,
            age_tilt={"18-39": -1.3, "65-79": 1.2, "80+": 2.0},
            female_tilt=0.15,
        ),
    ),
    (
        Indicator(
            id="ethnicity_recorded",
            name="People whose ethnic group is recorded",
            short_name="Ethnic group recorded",
            question="Whose ethnic group do our records leave out?",
            domain="process",
            value_type="proportion",
            higher_is_better=True,
            population_noun="people registered",
            event_noun="people whose ethnic group is recorded",
            predicate="have their ethnic group recorded",
            numerator="People registered whose record states an ethnic group",
            denominator="People registered with a practice",
            source=SOURCE,
            population_base="registered",
            unit="%",
            principle=SHARED_RECORDS,
            refresh="Quarterly",
            caveat="'Prefers not to say' counts as not recorded; a recorded group may still be wrong.",
        ),
        # Who is recorded is settled by the people themselves (`people`), so only the split of the counts is set here.
        Behaviour(
            base=0.9,
            share=1.0,
            by_ethnicity=False,
            ages=ALL_AGES,
            age_tilt={"0-17": -0.3, "18-39": -0.5, "65-79": 0.5, "80+": 0.6},
            female_tilt=0.2,
            by_practice=True,
        ),
    ),
)

COMMUNITY_NURSING = Indicator(
    id="community_nursing",
    name="Community nursing staff for every 10,000 people",
    short_name="Community nursing staff",
    question="Does community nursing go where the need is?",
    domain="resource",
    value_type="mean",
    higher_is_better=True,
    population_noun="people registered",
    event_noun="community nursing staff",
    multiplier=1.0,
    numerator="Community nursing staff in post, as whole-time equivalents",
    denominator="People registered with a practice in the area",
    source=SOURCE,
    population_base="registered",
    unit="full-time staff per 10,000 people",
    principle=BY_NEED,
    refresh="Quarterly",
    caveat="A count of all staff, so it has no sampling error; staff who serve several neighbourhoods are shared out.",
)
