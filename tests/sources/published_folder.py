"""A small folder of invented figures in the published formats, under names that tell nothing.

Board QAA (E54000090) has six 2021 small areas in two places; QZZ has one. Of the 2011 areas one was split (003), two
were merged (004 and 005). Network U00001 has practices A10001 and A10002, U00002 has A10003; A10004 closed in 2022;
A10009 is of the other board.
"""

import json
from pathlib import Path

import openpyxl

SMALL_AREAS = {
    "E01000001": ("Alpha 001A", "E06000901", 1000),
    "E01000002": ("Alpha 001B", "E06000901", 1000),
    "E01033001": ("Alpha 002C", "E06000901", 600),
    "E01033002": ("Alpha 002D", "E06000901", 200),
    "E01033003": ("Beta 001E", "E07000902", 1500),
    "E01000006": ("Beta 001F", "E07000902", 700),
}
OUTSIDE = "E01000009"
RANKS = {
    "E01000001": 100,
    "E01000002": 5000,
    "E01033001": 12000,
    "E01033002": 18000,
    "E01033003": 25000,
    "E01000006": 33000,
    OUTSIDE: 9000,
}
PLACES = {"E06000901": "Alpha", "E07000902": "Beta"}
REGISTRATIONS = [
    ("A10001", "E01000001", 700),
    ("A10001", "E01000002", 200),
    ("A10001", "NO2011", 10),
    ("A10002", "E01000002", 800),
    ("A10002", "E01000003", 400),
    ("A10002", "W01000123", 5),
    ("A10003", "E01000003", 400),
    ("A10003", "E01000004", 500),
    ("A10003", "E01000005", 700),
    ("A10003", "E01000006", 600),
    ("A10003", "CLOSED", 3),
    ("A10004", "E01000006", 50),
    ("A10009", OUTSIDE, 900),
    ("A10009", "E01000006", 20),
]


def write_folder(folder: Path) -> Path:
    """Write every file and return the folder."""
    folder.mkdir()
    _boundaries(folder / "a.json")
    _lookups(folder)
    _deprivation(folder / "e.xlsx")
    _census(folder / "f.csv")
    _practices(folder)
    _registrations(folder / "i.csv")
    _smoking(folder / "j.csv")
    (folder / "notes.txt").write_text("not a table", encoding="utf-8")
    (folder / "k.csv").write_text("something,else\n1,2\n", encoding="utf-8")
    return folder


def rows(header: str, lines: list, *, bom: bool = False) -> bytes:
    """Comma-separated text with Windows line ends, from a header and tuples."""
    text = "\r\n".join([header, *(",".join(str(cell) for cell in line) for line in lines)]) + "\r\n"
    return (("\ufeff" if bom else "") + text).encode("utf-8")


def square(column: int, row: int = 0, size: float = 0.01) -> dict:
    """A square in longitude and latitude."""
    west, south = -1 + column * size, 52 + row * size
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _boundaries(path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"LSOA21CD": code, "LSOA21NM": name}, "geometry": square(number)}
        for number, (code, (name, _, _)) in enumerate([*SMALL_AREAS.items(), (OUTSIDE, ("Beta 009A", "", 0))])
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def _lookups(folder: Path) -> None:
    board = [
        (code, name, "E38000990", "99X", "Part", "E54000090", "QAA", "NHS Testshire Integrated Care Board")
        for code, (name, _, _) in SMALL_AREAS.items()
    ]
    board.append(
        (OUTSIDE, "Beta 009A", "E38000991", "99Z", "Other", "E54000091", "QZZ", "NHS Other Integrated Care Board")
    )
    header = "LSOA21CD,LSOA21NM,SICBL24CD,SICBL24CDH,SICBL24NM,ICB24CD,ICB24CDH,ICB24NM"
    (folder / "b.csv").write_bytes(rows(header, board, bom=True))
    place = [(name, code, "Ward", "E05000001", PLACES[lad], lad) for code, (name, lad, _) in SMALL_AREAS.items()]
    place.append(("Beta 009A", OUTSIDE, "Ward", "E05000001", "Beta", "E07000902"))
    (folder / "c.csv").write_bytes(rows("LSOA21NM,LSOA21CD,WD24NM,WD24CD,LAD24NM,LAD24CD", place))
    changes = [
        ("E01000001", "E01000001", "U"),
        ("E01000002", "E01000002", "U"),
        ("E01000003", "E01033001", "S"),
        ("E01000003", "E01033002", "S"),
        ("E01000004", "E01033003", "M"),
        ("E01000005", "E01033003", "M"),
        ("E01000006", "E01000006", "U"),
        (OUTSIDE, OUTSIDE, "U"),
        ("W01000123", "W01000123", "U"),
    ]
    (folder / "d.csv").write_bytes(rows("F_LSOA11CD,LSOA21CD,CHGIND", changes, bom=True))


def _deprivation(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Indices of Deprivation: notes"])
    sheet = book.create_sheet("IMD25")
    rank, decile = "Index of Multiple Deprivation (IMD) Rank", "Index of Multiple Deprivation (IMD) Decile"
    sheet.append(["LSOA code (2021)", f"{rank} (where 1 is most deprived)", f"{decile} (where 1 is most deprived)"])
    for code, place in RANKS.items():
        sheet.append([code, place, -(-place * 10 // 33_755)])
    book.save(path)


def _census(path: Path) -> None:
    asian = "Asian, Asian British or Asian Welsh"
    groups = [asian, "Black, Black British, Black Welsh, Caribbean or African",
              "Mixed or Multiple ethnic groups", "White", "Other ethnic group"]  # fmt: skip
    names = ["Ethnic group: Total: All usual residents"]
    names += ["Ethnic group: " + name for name in groups] + [f"Ethnic group: {asian}: Chinese"]
    header = "date,geography,geography code," + ",".join(f'"{name}"' for name in names)
    people = {code: found[2] for code, found in SMALL_AREAS.items()} | {OUTSIDE: 800}
    lines = [
        (2021, "name", code, n, n // 5, n // 10, n // 10, n - n // 5 - 3 * (n // 10), n // 10, n // 20)
        for code, n in people.items()
    ]
    path.write_bytes(rows(header, [*lines, (2021, "name", "W01000123", 5, 1, 1, 1, 1, 1, 1)]))


def _practices(folder: Path) -> None:
    header = (
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
        "SUB_ICB_LOCATION_CODE,ICB_CODE"
    )
    named = [
        ("A10001", "THE ALPHA SURGERY", "U00001", "ALPHA 1W PCN", "99X", "QAA"),
        ("A10002", "ALPHA TWO", "U00001", "ALPHA 1W PCN", "99X", "QAA"),
        ("A10003", "BETA HEALTH CENTRE", "U00002", "BETA AND SOUTH PCN", "99X", "QAA"),
        ("A10009", "ELSEWHERE", "U00009", "OTHER PCN", "99Z", "QZZ"),
    ]
    lines = [
        ("GP", "01Jan2026", code, name, "AA1 1AA", pcn, called, part, board)
        for code, name, pcn, called, part, board in named
    ]
    (folder / "g.csv").write_bytes(rows(header, lines))
    first = [
        "A10004",
        "GAMMA SURGERY",
        "Y00",
        "QAA",
        *[""] * 5,
        "AA1 1AB",
        "",
        "",
        "C",
        "B",
        "99X",
        *[""] * 10,
        "4",
        "",
    ]
    (folder / "h.csv").write_bytes(("\r\n".join([",".join(f'"{cell}"' for cell in first)]) + "\r\n").encode())


def _registrations(path: Path) -> None:
    lines = [("GP", "01JUL2022", practice, "NAME", area, "ALL", n) for practice, area, n in REGISTRATIONS]
    header = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
    path.write_bytes(rows(header, lines))


FINGERTIPS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,"
    "Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note,Column not used"
)


def fingertips(area: str, kind: str, period: str, count: object, people: object, **other: str) -> tuple:
    """One row of a Fingertips extract about smoking."""
    value = round(100 * float(count) / float(people), 6) if count != "" else ""
    found = {"id": "91547", "sex": "Persons", "category": "", "note": "", "parent": "E92000001", "name": "Name",
             "age": "15+ yrs", "called": "Smoking prevalence"} | other  # fmt: skip
    return (found["id"], found["called"], found["parent"], "", area, found["name"], kind, found["sex"], found["age"],
            "", found["category"], period, value, "", "", count, people, found["note"], "")  # fmt: skip


def _smoking(path: Path) -> None:
    lines = [
        fingertips("E92000001", "England", "2022/23", 150_000, 1_000_000, parent=""),
        fingertips("E92000001", "England", "2022/23", 150_000, 1_000_000),
        fingertips("nE54000090", "ICBs", "2021/22", 450, 3000),
        fingertips("E38000990", "CCG", "2019/20", 500, 2900),
        fingertips("A10001", "GPs", "2022/23", 180, 800, name="The Alpha Surgery"),
        fingertips("A10002", "GPs", "2022/23", 100, 1000),
        fingertips("A10003", "GPs", "2022/23", "", 2000, note="Value suppressed for disclosure control reasons"),
        fingertips("A10004", "GPs", "2022/23", 4, 40),
        fingertips("A10009", "GPs", "2022/23", 90, 900),
        fingertips("Z99999", "GPs", "2022/23", 9, 90),
    ]
    path.write_bytes(rows(FINGERTIPS, lines))
