"""What is kept with a dataset: worked out once, bounded, shared among threads, gone with it."""

import gc
import threading
import weakref

import numpy as np
import pandas as pd
import pytest

from components.findings.kept import kept_with_dataset
from components.findings.selection import Selection
from data.dataset.answer_size import size_of
from data.dataset.dataset import Dataset
from data.dataset.memo import Memo


def test_what_was_asked_before_is_not_worked_out_again():
    memo, found = Memo(), []
    for asked in ("a", "b", "a"):
        memo.once(asked, lambda asked=asked: found.append(asked) or asked)
    assert found == ["a", "b"]
    assert memo.once("a", lambda: pytest.fail("it was kept")) == "a"


def test_of_more_than_it_keeps_those_go_that_were_asked_for_longest_ago():
    memo = Memo(most=2 * size_of("a"))
    for asked in ("a", "b", "a", "c"):
        memo.once(asked, lambda asked=asked: asked)
    assert len(memo) == 2
    assert memo.once("a", lambda: "again") == "a"
    assert memo.once("b", lambda: "again") == "again"


def test_what_is_kept_is_bounded_by_bytes_and_not_by_number():
    memo = Memo(most=100_000)
    for asked in range(200):
        memo.once(asked, lambda: "small")
    assert len(memo) == 200
    memo.once("large", lambda: np.zeros(12_000))
    assert memo.bytes_kept <= 100_000
    assert len(memo) == 38
    memo.once("larger than all", lambda: np.zeros(20_000))
    assert (len(memo), memo.bytes_kept) == (0, 0)


def test_sizes_follow_what_an_answer_holds():
    table = pd.DataFrame({"a": np.zeros(1000), "b": np.zeros(1000)})
    assert size_of(table) == 19_000
    assert size_of({"one": table, "two": (table, table)}) == 3 * 19_000 + 200 + 206
    assert size_of(Selection("smoking", "sex", "", "X1")) < 2_000


def test_what_is_at_hand_is_put_together_once_and_not_before_somebody_asks():
    memo, put = Memo(), []
    memo.keep_later("a", lambda: put.append("a") or 1, 500)
    assert ("a" in memo, memo.bytes_kept, put) == (True, 500, [])
    assert [memo.once("a", lambda: pytest.fail("it was kept")) for _ in range(2)] == [1, 1]
    assert put == ["a"]


def test_what_was_found_along_the_way_is_kept_for_who_asks():
    memo = Memo()
    memo.keep("a", 1)
    assert "a" in memo
    assert memo.once("a", lambda: pytest.fail("it was kept")) == 1


def test_what_many_ask_at_once_is_worked_out_once():
    memo, begun, may_end, found, answers = Memo(), threading.Event(), threading.Event(), [], []

    def find() -> str:
        found.append("once")
        begun.set()
        assert may_end.wait(60)
        return "answer"

    threads = [threading.Thread(target=lambda: answers.append(memo.once("a", find))) for _ in range(5)]
    for each in threads:
        each.start()
    assert begun.wait(60)
    # Who asks for something else meanwhile does not wait.
    assert memo.once("b", lambda: 2) == 2
    may_end.set()
    for each in threads:
        each.join(60)
    assert found == ["once"]
    assert answers == ["answer"] * 5


def test_who_waited_for_what_failed_asks_anew():
    memo, begun, may_fail, told = Memo(), threading.Event(), threading.Event(), []

    def fail() -> str:
        begun.set()
        assert may_fail.wait(60)
        raise ZeroDivisionError

    def first() -> None:
        with pytest.raises(ZeroDivisionError):
            memo.once("a", fail)

    threads = [threading.Thread(target=first), threading.Thread(target=lambda: told.append(memo.once("a", lambda: 3)))]
    threads[0].start()
    assert begun.wait(60)
    threads[1].start()
    may_fail.set()
    for each in threads:
        each.join(60)
    assert told == [3]


def test_after_letting_go_nothing_more_is_kept():
    memo = Memo()
    memo.once("a", lambda: 1)
    memo.let_go()
    assert memo.once("a", lambda: 2) == 2
    assert len(memo) == 0


def test_what_fails_is_asked_again():
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.once("a", lambda: 1 / 0)
    assert memo.once("a", lambda: 3) == 3


def test_many_threads_ask_at_once():
    memo, found = Memo(most=5 * size_of(0)), []
    threads = [
        threading.Thread(
            target=lambda: found.extend(memo.once(each % 9, lambda each=each: each % 9) for each in range(900))
        )
        for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == sorted(list(range(9)) * 800)
    assert len(memo) == 5


def test_a_dataset_let_go_does_not_live_on_in_what_was_asked_of_it(small_folder):
    @kept_with_dataset
    def itself(dataset: Dataset) -> Dataset:
        return dataset

    dataset = Dataset.open(small_folder)
    assert itself(dataset) is dataset
    dataset.memo.let_go()
    lives = weakref.ref(dataset)
    gc.disable()
    try:
        del dataset
        assert lives() is None
    finally:
        gc.enable()


def test_what_is_kept_needs_a_dataset_to_be_kept_with():
    with pytest.raises(TypeError, match="expected a dataset or a question about one"):
        kept_with_dataset(len)("no dataset")
