"""What is kept with a dataset: worked out once, bounded, shared among threads, gone with it."""

import gc
import threading
import weakref

import pytest

from components.findings.kept import kept_with_dataset
from data.dataset.dataset import Dataset
from data.dataset.memo import Memo


def test_what_was_asked_before_is_not_worked_out_again():
    memo, found = Memo(), []
    for asked in ("a", "b", "a"):
        memo.once(asked, lambda asked=asked: found.append(asked) or asked)
    assert found == ["a", "b"]
    assert memo.once("a", lambda: pytest.fail("it was kept")) == "a"


def test_of_more_than_it_keeps_those_go_that_were_asked_for_longest_ago():
    memo = Memo(most=2)
    for asked in ("a", "b", "a", "c"):
        memo.once(asked, lambda asked=asked: asked)
    assert len(memo) == 2
    assert memo.once("a", lambda: "again") == "a"
    assert memo.once("b", lambda: "again") == "again"


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
    memo, found = Memo(most=5), []
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
