"""Methods: whether a pilot worked, with worked examples on made-up figures."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example, result, said
from components.findings.pilots.verdict import VERDICTS, EffectEvidence, verdict_of
from components.findings.question import Question
from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.pilots.event_study import event_study
from components.measures.pilots.parallel_trends import earlier_slopes, parallel_trends
from components.measures.pilots.regression_to_mean import expected_return
from components.measures.values.detectable_effect import minimum_detectable_effect
from components.style.numbers import PERCENT, RATIO, Unit, short

_FAMILY = "Pilots and need"
_POINTS = Unit("", "percentage points", 1)
_NO_PILOT = "a pilot is judged over chosen periods and comparators, which a single view does not hold"
_BEFORE = np.array([52.0, 50.0, 55.0, 53.0, 51.0])
_AFTER = np.array([58.0, 52.0, 56.0, 55.0, 51.5])
_PILOT = np.array([True, False, False, False, False])


def difference_in_differences_example(question: Question) -> Finding:
    """One pilot neighbourhood and four comparators."""
    found = difference_in_differences(_BEFORE, _AFTER, _PILOT, higher_is_better=True)
    columns = {
        "Neighbourhood": ["Pilot", *(f"Comparator {letter}" for letter in "ABCD")],
        "Before": [short(each, PERCENT) for each in _BEFORE],
        "After": [short(each, PERCENT) for each in _AFTER],
        "Change": [said(each, _POINTS) for each in _AFTER - _BEFORE],
    }
    told = result(found, _POINTS)
    sentence = f"Beyond its comparators the pilot changed by {told}."
    return example(
        question, "difference_in_differences", sentence, columns, results=[("Beyond them", told)], made_up=_NO_PILOT
    )


def regression_to_mean_example(question: Question) -> Finding:
    """People picked for eight visits a year, where the mean is two."""
    picked, average, reliability = 8.0, 2.0, 0.5
    told = result(expected_return(picked, average, reliability, size=100, spread=3.0), RATIO)
    columns = {
        "What": ["Visits a year of the people picked", "Of everyone", "How alike a person's two years are (r)"],
        "Value": [said(each, RATIO) for each in (picked, average, reliability)],
    }
    sentence = f"With no effect at all the people picked would change by {told} visits a year."
    return example(question, "regression_to_mean", sentence, columns, results=[("Expected", told)], made_up=_NO_PILOT)


def detectable_effect_example(question: Question) -> Finding:
    """What standard errors of one, two and four points could show."""
    errors = np.array([1.0, 2.0, 4.0])
    effects = minimum_detectable_effect(errors)
    columns = {
        "Standard error (points)": [said(each, RATIO) for each in errors],
        "Smallest effect it could show": [said(each, RATIO) for each in effects],
    }
    smallest, least = said(errors[0], RATIO), said(effects[0], RATIO)
    sentence = f"With a standard error of {smallest}, no effect under {least} can be relied on to show."
    return example(question, "detectable_effect", sentence, columns, made_up=_NO_PILOT)


_NAMES = ("Pilot", "Comparator A", "Comparator B", "Comparator C")
_VALUES = np.array(
    [[50.0, 51.0, 52.0, 58.0], [48.0, 49.5, 50.0, 51.0], [53.0, 53.5, 55.0, 56.0], [47.0, 48.0, 48.5, 50.0]]
)

_IS_PILOT = np.array([True, False, False, False])
_BEFORE_START = np.array([True, True, True, False])


def _rows() -> dict[str, list[str]]:
    heads = ("Period 1", "Period 2", "Period 3", "Since the start")
    periods = {head: [said(each, _POINTS) for each in _VALUES[:, place]] for place, head in enumerate(heads)}
    return {"Neighbourhood": list(_NAMES)} | periods


def event_study_example(question: Question) -> Finding:
    """Three periods before, one since, three comparators."""
    found = event_study(_VALUES, _IS_PILOT, _BEFORE_START, higher_is_better=True)
    told = [result(found.at(place), _POINTS) for place in range(4)]
    results = [(f"Period {place + 1}" if place < 3 else "Since the start", each) for place, each in enumerate(told)]
    sentence = f"Since the start the pilot stands {told[3]} from its comparators, beyond how far it stood before."
    return example(question, "event_study", sentence, _rows(), results=results, made_up=_NO_PILOT)


def parallel_trends_example(question: Question) -> Finding:
    """The slopes of the three periods before."""
    early = _VALUES[:, _BEFORE_START]
    told = result(parallel_trends(early, np.arange(3.0), _IS_PILOT, higher_is_better=True), _POINTS)
    columns = _rows() | {"Slope before": [said(each, _POINTS) for each in earlier_slopes(early, np.arange(3.0))]}
    sentence = f"Each period before, the pilot rose faster than its comparators by {told}."
    return example(question, "parallel_trends", sentence, columns, results=[("Faster by", told)], made_up=_NO_PILOT)


def pilot_verdict_example(question: Question) -> Finding:
    """Five pilots of which 4 points were expected, and what is said of each."""
    cases = {
        "A": EffectEvidence(1.0, 5.0, False, None, 4.0, 2.8),
        "B": EffectEvidence(1.0, 5.0, True, None, 4.0, 2.8),
        "C": EffectEvidence(-1.0, 2.0, False, 0.5, 4.0, 2.1),
        "D": EffectEvidence(-1.0, 2.0, False, None, 4.0, 2.1),
        "E": EffectEvidence(-3.0, 6.0, False, None, 4.0, 6.4),
    }
    rows = list(cases.values())
    verdicts = [VERDICTS[verdict_of(each)] for each in rows]
    columns = {
        "Pilot": list(cases),
        "Verdict": [f"{each.symbol} {each.phrase}" for each in verdicts],
        "From": [said(each.lower, _POINTS) for each in rows],
        "To": [said(each.upper, _POINTS) for each in rows],
        "Expected": ["–" if each.expected is None else said(each.expected, _POINTS) for each in rows],
        "Smallest it can show": ["–" if each.smallest is None else said(each.smallest, _POINTS) for each in rows],
        "Earlier trends": ["differed" if each.trends_differed else "alike" for each in rows],
        "From, time picked for counted": [
            "–" if each.naive_lower is None else said(each.naive_lower, _POINTS) for each in rows
        ],
    }
    sentence = f"Pilots A and B have the same limits; of B nothing can be said: {verdicts[1].phrase}."
    return example(question, "pilot_verdict", sentence, columns, made_up=_NO_PILOT)


PILOTS = (
    Method(
        "difference_in_differences",
        _FAMILY,
        "Difference in differences",
        "How much more the pilot's neighbourhoods changed than neighbourhoods like them that had no pilot. Positive means "
        "the pilot did better.",
        formula(
            r"\hat\delta=\bar d_{\text{pilot}}-\bar d_{\text{comparators}}",
            r"d_c=\bar y_{c,\text{after}}-\bar y_{c,\text{before}}",
            r"\hat\delta\pm t_{C-2}\,s\sqrt{1/C_1+1/C_0}\quad(C\ \text{neighbourhoods},\ s\ \text{pooled})",
            r"\text{from 6 of each: Welch, with Satterthwaite's degrees of freedom}",
        ),
        "When comparators moved in step with the pilot beforehand, and nothing else began at the same time. Every "
        "neighbourhood counts once, whatever its size, since neighbourhoods are what chance is counted by. Of a gap: the "
        "slope index inside each neighbourhood over the groups shown there, at fixed sizes.",
        "Not with one or two comparators, and not as proof when the pilot was placed where things were at their worst. Few "
        "pilot neighbourhoods are taken to vary as their comparators do; where they count fewer people, more is allowed for.",
        "Angrist and Pischke 2009; Donald and Lang 2007; Conley and Taber 2011.",
        worked=difference_in_differences_example,
    ),
    Method(
        "regression_to_mean",
        _FAMILY,
        "Regression to the mean",
        "How far a group picked for being extreme would come back by itself, with no effect at all.",
        formula(
            r"E[\text{change}]=(1-r)(\mu-\bar x_{\text{picked}})",
            r"r=\frac{r_{\text{raw}}+1/(K-1)}{1+1/(K-1)},\quad r_{\text{raw}}=\text{corr}(x_k,\,x_{k+1})",
        ),
        "Beside every before-and-after figure of people or places chosen for high use or poor results. Of a place, r is "
        "taken from its comparators: how much of a departure from their own mean in one of K windows is there in the next.",
        "Not needed where a comparator was picked in the same way: it returns by as much. With few windows r is rough.",
        "Davis 1976; Barnett, van der Pols and Dobson 2005.",
        worked=regression_to_mean_example,
    ),
    Method(
        "detectable_effect",
        _FAMILY,
        "Smallest effect the data could show",
        "The smallest true effect that would be told from chance four times in five. A pilot whose likely effect is smaller "
        "cannot be judged by these data, whatever they show.",
        formula(
            r"\mathrm{MDE}=(t_{1-\alpha/2}+t_{0.8})\,se",
            r"se^2=\left(\tau^2+\sigma^2(1/n_{\text{before}}+1/n_{\text{after}})\right)(1/C_1+1/C_0)",
        ),
        "Before a pilot starts, and beside every result that shows nothing. More periods take the noise of each away, never "
        "what neighbourhoods differ by for reasons of their own.",
        "Not after the fact to excuse a result: use the interval then.",
        "Bloom 1995.",
        worked=detectable_effect_example,
    ),
    Method(
        "event_study",
        _FAMILY,
        "Pilot less comparators, period by period",
        "How far the pilot stood from its comparators in each period, beyond how far it stood before it began.",
        formula(
            r"e_{ct}=y_{ct}-\bar y_{c,\text{before}}",
            r"\hat\delta_t=\bar e_{\text{pilot},t}-\bar e_{\text{comparators},t}",
            r"\hat\delta_t\pm t_{C_0-1}\,s_t\sqrt{1/C_1+1/C_0}\quad(s_t\ \text{of comparators})",
        ),
        "To see whether the two moved alike before, when they parted, and whether it lasts.",
        "Not to pick out the one best period: of twenty, one is beyond chance by chance alone.",
        "Angrist and Pischke 2009; Conley and Taber 2011.",
        worked=event_study_example,
    ),
    Method(
        "parallel_trends",
        _FAMILY,
        "Were earlier trends alike?",
        "How much faster the pilot was already improving than its comparators before it began. Beyond chance, the comparison "
        "cannot say whether it worked.",
        formula(
            r"b_c=\text{slope of }y_{ct}\text{ before the start}",
            r"\bar b_{\text{pilot}}-\bar b_{\text{comparators}}\pm t_{C-2}\,se\quad(\text{clustered})",
        ),
        "Before any claim from a comparison. The time that a place was picked for is left out.",
        "Not as proof: with few periods a real difference can go unseen. Fewer than three, and it cannot be checked.",
        "Angrist and Pischke 2009; Roth 2022.",
        worked=parallel_trends_example,
    ),
    Method(
        "pilot_verdict",
        _FAMILY,
        "Did the pilot work? How the verdict is reached",
        "Trends that differed come first: no verdict. Then an effect beyond chance, either way. Of what is not beyond "
        "chance: a chance high that came back by itself; an effect as large as expected ruled out; one too small to show; or "
        "none clear.",
        formula(
            r"\text{worked: } L>0\qquad\text{worse: } U<0",
            r"\text{chance high: } L\le 0<L_{\text{picked time counted}}",
            r"\text{not as expected: } L\le 0\le U<\text{expected}",
            r"\text{cannot show: }\mathrm{MDE}>\text{expected}",
        ),
        "For every pilot with comparators. L and U are the limits of the difference in differences, the time that it was "
        "picked for left out. Demand sent elsewhere: rose when L > 0, held when U is within what is allowed.",
        "Not as a verdict on people's work, nor on what is not measured. Of twenty pilots that do nothing, one is called "
        "better or worse by chance.",
        "This project's rules on Bloom 1995, Roth 2022 and Barnett 2005.",
        worked=pilot_verdict_example,
    ),
)
