"""Every measure of the product: the public functions of `components/measures/` that return a `Measure`."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import components.measures
from components.measures.result import Measure, measure


def _every_measure() -> dict[str, Callable[..., Measure]]:
    found = {}
    for each in pkgutil.walk_packages(components.measures.__path__, "components.measures."):
        for name, function in inspect.getmembers(importlib.import_module(each.name), inspect.isfunction):
            own = function.__module__ == each.name and not name.startswith("_")
            if own and function.__annotations__.get("return") in ("Measure", Measure):
                found[f"{each.name}.{name}"] = function
    # It makes what all of them hand back, and measures nothing itself.
    del found[f"{measure.__module__}.{measure.__name__}"]
    return found


#: full name: function
MEASURES = _every_measure()
