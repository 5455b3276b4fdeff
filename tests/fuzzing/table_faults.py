"""Faults in what a table says: odd numbers, dates, marks and labels, rows and columns doubled, gone or changed about."""

import csv
import io
from collections.abc import Callable
from random import Random

CELLS = (
    "nan", "NaN", "inf", "-inf", "1e999", "1e308", "-1", "0", "-0.0", "0.5", "1.5", "1/0", "12,5", "1,234,567", "1 234",
    "٣٤", "½", "1e3", "0x10", "1_000", "5%", "£5", "<5", "*", "**", "c", "[c]", "[x]", "-", "–", "..", "NULL", "None", "N/A",
    "suppressed", "#REF!", "#DIV/0!", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "E83003", "E01000001", "e01000001 ", "QAA",
    "", " ", "\u00a0", "\u200b", "\u202e", "\x00", "\x07", "a\nb", "a\r\nb", '"', "''", "true", "9" * 400, "x" * 40_000,
    "2026-13-45", "31/02/2026", "29/02/2025", "0000-00-00", "9999-12-31", "1900-01-00", "45000", "1899", "25", "6026", "9159",
    "2099/00", "2019/21", "1999 - 01", "2018/19 - 20/21", "2019/20 Q1", "Apr 2021", "Q5 2020", "2026-W54", "To March 2525",
    "01JUL0001", "99999999", "20230230", "most deprived", "0", "6", "11", "Quintile 9", "White: Roma", "Unknown / Data Issue",
    "<b>x</b>", "![x](http://127.0.0.1:9/x.png)", "{0}", "%s", "../../x", "𝟙𝟚", "Z̸̢a̵l̷g̸o̶",
)  # fmt: skip
Rows = list[list[str]]


def _in_rows(change: Callable[[Rows, Random], Rows]) -> Callable[[bytes, Random], bytes]:
    """A fault that is made in the rows of comma-separated text."""

    def fault(data: bytes, random: Random) -> bytes:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\r\n").writerows(change([list(row) for row in rows], random))
        return stream.getvalue().encode("utf-8")

    fault.__name__ = change.__name__
    return fault


def _place(rows: Rows, random: Random) -> tuple[list[str], int]:
    row = random.choice(rows[1:] or rows)
    return row, random.randrange(max(1, len(row)))


@_in_rows
def odd_cells(rows: Rows, random: Random) -> Rows:
    for _ in range(random.choice((1, 1, 2, 8))):
        row, column = _place(rows, random)
        row[column : column + 1] = [random.choice(CELLS)]
    return rows


@_in_rows
def odd_column(rows: Rows, random: Random) -> Rows:
    text, column = random.choice(CELLS), random.randrange(max(1, len(rows[0])))
    for row in rows[1:]:
        row[column : column + 1] = [text]
    return rows


@_in_rows
def odd_heading(rows: Rows, random: Random) -> Rows:
    rows[0][random.randrange(len(rows[0])) :][:1] = []
    rows[0][random.randrange(len(rows[0]))] = random.choice((*CELLS, random.choice(rows[0])))
    return rows


@_in_rows
def column_gone(rows: Rows, random: Random) -> Rows:
    column = random.randrange(len(rows[0]))
    return [row[:column] + row[column + 1 :] for row in rows]


@_in_rows
def column_twice(rows: Rows, random: Random) -> Rows:
    column = random.randrange(len(rows[0]))
    return [[*row, *row[column : column + 1]] for row in rows]


@_in_rows
def columns_changed(rows: Rows, random: Random) -> Rows:
    order = list(range(max(map(len, rows))))
    random.shuffle(order)
    return [[row[each] if each < len(row) else "" for each in order] for row in rows]


@_in_rows
def rows_twice(rows: Rows, random: Random) -> Rows:
    times = random.choice((2, 2, 40, 600))
    return [rows[0], *(row for row in rows[1:] for _ in range(times))]


@_in_rows
def row_gone(rows: Rows, random: Random) -> Rows:
    return [row for number, row in enumerate(rows) if number == 0 or random.random() > 0.5]


@_in_rows
def no_heading(rows: Rows, _random: Random) -> Rows:
    return rows[1:]


@_in_rows
def words_above(rows: Rows, _random: Random) -> Rows:
    return [["Table 1: counts"], [], *rows, [], ["Source: ours"]]


@_in_rows
def ragged(rows: Rows, random: Random) -> Rows:
    return [row[: random.randrange(len(row) + 1)] if random.random() < 0.2 else row for row in rows]


@_in_rows
def wide(rows: Rows, random: Random) -> Rows:
    more = [""] * random.choice((1, 200, 3_000))
    return [[*row, *more] for row in rows[:40]]


@_in_rows
def long(rows: Rows, random: Random) -> Rows:
    body = rows[1:] or rows
    return [rows[0], *(body[number % len(body)] for number in range(random.choice((2_000, 30_000))))]


@_in_rows
def strange_names(rows: Rows, random: Random) -> Rows:
    column = random.randrange(max(1, len(rows[0])))
    for number, row in enumerate(rows[1:]):
        if column < len(row):
            row[column] = f"{random.choice(CELLS)}{number}"
    return rows


def other_marks(data: bytes, random: Random) -> bytes:
    """Cells parted by something else, or lines ended otherwise."""
    old, new = random.choice(
        ((b",", b";"), (b",", b"\t"), (b",", b"|"), (b"\r\n", b"\r"), (b"\n", b""), (b",", b",\x00"))
    )
    return data.replace(old, new)


FAULTS = (
    odd_cells, odd_cells, odd_cells, odd_column, odd_heading, column_gone, column_twice, columns_changed, rows_twice,
    row_gone, no_heading, words_above, ragged, wide, long, strange_names, other_marks,
)  # fmt: skip
