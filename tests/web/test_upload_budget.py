"""The budget of uploads: of what is held and on its way, for each session and the whole server, and how often."""

import pytest

from components.server.upload_budget import Limits, UploadBudget, UploadRefusedError, server_limits

SMALL = Limits(file_bytes=50, session_bytes=100, session_files=3, server_bytes=150, minute_uploads=4, minute_bytes=220)


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def held() -> dict[str, dict[str, int]]:
    return {}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def budget(held, clock) -> UploadBudget:
    return UploadBudget(lambda: held, SMALL, clock)


def _refusal(budget: UploadBudget, session: str, size: int) -> tuple[int, str, int]:
    with pytest.raises(UploadRefusedError) as caught, budget.upload(session, size):
        pass
    return caught.value.status, caught.value.words, caught.value.retry_after


def test_a_session_may_hold_so_much_and_no_more(budget, held):
    held["a"] = {"1": 50, "2": 10}
    with budget.upload("a", 40):
        pass
    assert _refusal(budget, "a", 41)[:2] == (
        413,
        "This session's files would be over 0 MB together: remove some first.",
    )
    del held["a"]["1"]
    with budget.upload("a", 50):
        pass


def test_what_is_on_its_way_counts_until_it_has_come_or_failed(budget):
    with budget.upload("a", 50), budget.upload("a", 50):
        assert _refusal(budget, "a", 1)[0] == 413
    with pytest.raises(RuntimeError, match="broken off"), budget.upload("a", 50):
        raise RuntimeError("broken off")
    with budget.upload("a", 50):
        pass


def test_bytes_that_were_not_announced_are_counted_as_they_come(budget, held):
    held["a"] = {"1": 70}
    with budget.upload("a", 0) as coming:
        for _ in range(30):
            coming.more(1)
        assert coming.bytes == 30
        with pytest.raises(UploadRefusedError, match="remove some first"):
            coming.more(1)


def test_a_file_that_is_too_large_is_refused_announced_or_not(budget):
    assert _refusal(budget, "a", 51)[:2] == (413, "The file is too large: at most 50 MB is taken.")
    with pytest.raises(UploadRefusedError, match="too large"), budget.upload("a", 10) as coming:
        coming.more(51)


def test_a_session_may_hold_so_many_files(budget, held):
    held["a"] = {"1": 0, "2": 0}
    with budget.upload("a", 0):
        assert _refusal(budget, "a", 0)[:2] == (413, "This session holds 3 files, which is the most: remove some.")


def test_the_server_holds_so_much_of_all_sessions(budget, held):
    held |= {"a": {"1": 60}, "b": {"1": 60}}
    assert _refusal(budget, "c", 31) == (
        429,
        "The server holds as much as it takes: try again in a few minutes.",
        120,
    )
    with budget.upload("c", 30):
        assert _refusal(budget, "d", 1)[0] == 429


def test_a_session_may_begin_so_many_in_a_minute(budget, clock):
    for _ in range(4):
        with budget.upload("a", 1):
            pass
    clock.now = 20.0
    assert _refusal(budget, "a", 1) == (429, "Too many uploads in one minute: try again when it has passed.", 40)
    with budget.upload("b", 1):
        pass
    clock.now = 60.0
    with budget.upload("a", 1):
        pass


def test_a_session_may_send_so_much_in_a_minute_even_if_it_removes_it_again(held, clock):
    budget = UploadBudget(lambda: held, SMALL, clock)
    for _ in range(3):
        with budget.upload("a", 50) as coming:
            coming.more(50)
    with budget.upload("a", 50) as coming:
        coming.more(50)
    assert _refusal(budget, "a", 1)[0] == 429
    clock.now = 61.0
    with budget.upload("a", 50):
        pass


def test_nothing_is_remembered_of_sessions_that_have_been_quiet(budget, clock):
    for name in "abc":
        with budget.upload(name, 1):
            pass
    clock.now = 61.0
    with budget.upload("d", 1):
        pass
    assert list(budget._lately) == ["d"]
    assert dict(budget._coming) == {}


def test_the_servers_own_limit_is_a_number_of_megabytes():
    assert server_limits("").server_bytes == 600_000_000
    assert server_limits("250").server_bytes == 250_000_000
    for wrong in ("0", "-1", "much", "1e3", "²"):
        with pytest.raises(
            ValueError, match="NEIGHBOURHOOD_EQUITY_UPLOADS_MB: found .*; expected a number of megabytes"
        ):
            server_limits(wrong)
