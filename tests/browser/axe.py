"""Every page, and what axe finds wrong with one."""

from axe_playwright_python.sync_playwright import Axe

from data.contract.pages import PAGES

# Every page, the Brief by the bare address, and one pilot of the demo.
ADDRESSES = ["", *(page.name for page in PAGES if page.name != "brief"), "pilots?pilot=case_finding"]
# Serious faults of Streamlit's own markup that a page cannot mend: (rule, where), and why it is let pass.
STREAMLITS_OWN = {
    ("list", "stSidebarNavItems"): "Navigation with sections puts a div between the list and its items.",
    ("listitem", "stSidebarNav"): "The same: the items of a section stand in a div.",
}


def serious(found: dict) -> list[str]:
    """Serious and critical faults that are not Streamlit's own, each with its element."""
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
        if not any(rule == fault["id"] and where in node["html"] + node["within"] for rule, where in STREAMLITS_OWN)
    ]


# What may differ when the same page is drawn for another screen, of what axe calls serious.
OF_THE_SCREEN = (
    "color-contrast", "scrollable-region-focusable", "target-size", "image-alt", "svg-img-alt", "aria-hidden-focus",
    "nested-interactive",
)  # fmt: skip
# It looks at every element, and axe calls what it finds moderate: `serious` would not tell of it.
_NEVER_SERIOUS = "region"


def run_axe(page, rules: tuple[str, ...] = ()) -> dict:
    """What axe finds by all its rules, or by those named.

    It writes down where each fault stands, and not also each of the thousands of elements that passed.
    """
    options: dict = {"resultTypes": ["violations"], "rules": {_NEVER_SERIOUS: {"enabled": False}}}
    if rules:
        options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": list(rules)}}
    found = Axe().run(page, options=options).response
    for fault in found["violations"]:
        for node in fault["nodes"]:
            within = "each => each.closest('[data-testid^=stSidebarNav]')?.dataset.testid ?? ''"
            node["within"] = page.locator(node["target"][0]).first.evaluate(within)
    return found
