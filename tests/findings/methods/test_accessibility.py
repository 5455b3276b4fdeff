"""The accessibility statement claims what the tests ask, and owns to every fault that they let pass."""

from components.findings.methods.accessibility import FAULTS, SCREENS, how_tested
from tests.browser.axe import STREAMLITS_OWN
from tests.browser.visit import LAPTOP, PHONE


def test_every_fault_that_is_let_pass_is_owned_to():
    owned = {rule for fault in FAULTS for rule in fault.rules}
    assert owned == {rule for rule, _ in STREAMLITS_OWN}
    assert all(fault.instead for fault in FAULTS)


def test_the_screens_are_those_on_which_pages_are_asked():
    assert ((*LAPTOP, "light"), (*PHONE, "dark")) == SCREENS
    assert "1366 by 768 pixels in light colours and 390 by 844 pixels in dark colours" in how_tested()[1]
