"""The error a fetch raises when a service does not give what was asked of it."""


class FetchError(ValueError):
    """Names the service, the address asked, what went wrong there and how to mend it."""

    def __init__(self, service: str, problem: str, *, address: str = "", mend: str = ""):
        self.service, self.problem, self.address, self.mend = service, problem, address, mend
        text = f"{service}: {problem}"
        if address:
            text += f" (asked: {address})"
        super().__init__(text + (f". To mend it: {mend}" if mend else ""))


class BusyError(Exception):
    """A fault that may pass if the same is asked again: `wait` is how many seconds the service asks for, if it says."""

    def __init__(self, reason: str, wait: float | None = None):
        super().__init__(reason)
        self.reason, self.wait = reason, wait
