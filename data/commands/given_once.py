"""An option of the command line that stands once: argparse takes the last of several without a word."""

import argparse
from collections.abc import Sequence
from typing import Any


class GivenOnce(argparse.Action):
    """Keep the option's value; refuse it when it is given again, before anything is read."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Note the value; ends the command with what was found and how to mend it where there is one already."""
        before = getattr(namespace, self.dest, None)
        if before is not None:
            parser.error(
                f"{option_string}: given twice, {before!r} and {values!r}; expected one. "
                "To mend it: run the command once for each"
            )
        setattr(namespace, self.dest, values)
