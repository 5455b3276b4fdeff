"""Sound files of every kind that the project makes itself, byte for byte the same on every run: what is then spoiled."""

import gzip
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path

import geopandas as gpd
from shapely import box

from data.contract.tables import OPTIONAL_TABLES
from data.journal.opening import open_journal
from data.optional.template import optional_csv, optional_xlsx
from data.your_data.template import indicators_csv, template_csv, template_xlsx
from tests.files.written_layers import write_layer
from tests.files.written_tables import every_kind
from tests.journal.entries import EVERY
from tests.returns.made_returns import sound, workbook
from tests.sources.published_folder import FINGERTIPS as HEADINGS
from tests.sources.published_folder import SMALL_AREAS, fingertips, write_folder
from tests.sources.published_folder import rows as csv_rows

Files = dict[str, bytes]
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")
_FIXED = "2026-03-31T09:30:00.000000"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@cache
def own_tables() -> tuple[Files, ...]:
    """What a team gives: the template as text and as a workbook, an extract, a HEAT table, a zip, an optional table."""
    extract = [fingertips("nE54000090", "ICBs", "2021/22", 450, 3000)]
    extract += [fingertips("I1", "ICBs", f"20{year}/{year + 1}", 300 + year, 3000) for year in range(14, 24)]
    text = csv_rows(HEADINGS, extract)
    heat = (
        "setting,date,source,indicator_abbr,indicator_name,dimension,subgroup,estimate,se,ci_lb,ci_ub,population,note,"
        "setting_average,iso3,favourable_indicator,indicator_scale,ordered_dimension,subgroup_order,reference_subgroup"
    )
    lines = [
        ("I1", 2025, "Survey", "smoking", "Smoking", "Deprivation", f"Quintile {n}", 20 - n, 1, "", "", 900, "", 15, "GBR",
         0, 100, 1, n, 0)
        for n in range(1, 6)
    ]  # fmt: skip
    return (
        {"own.csv": template_csv(), "own-indicators.csv": indicators_csv()},
        {"own.xlsx": steady_zip(template_xlsx())},
        {"extract.csv": text},
        {"heat.csv": csv_rows(heat, lines)},
        {"several.zip": _zipped({"a.csv": template_csv(), "b.csv": text})},
        {"template.csv.gz": gzip.compress(template_csv(), mtime=0)},
        {"template.tsv": template_csv().replace(b",", b"\t")},
        *_of_every_kind(),
    )


def _of_every_kind() -> tuple[Files, ...]:
    """One small table in each kind of file that holds tables."""
    return tuple({name: data} for name, data in every_kind().items())


@cache
def lookups() -> tuple[Files, ...]:
    """A lookup of six small areas to two teams, with codes and with names alone."""
    lines = [(code, "TW" if n < 3 else "TE", "West" if n < 3 else "East") for n, code in enumerate(SMALL_AREAS)]
    return (
        {"teams.csv": csv_rows("lsoa_code,neighbourhood_code,neighbourhood_name", lines, bom=True)},
        {"teams.csv": csv_rows("Team,LSOA21CD", [(name, code) for code, _, name in lines])},
    )


@cache
def boundaries() -> tuple[Files, ...]:
    """Neighbourhoods and small areas as GeoJSON, GeoPackage, FlatGeobuf, GeoParquet and a zipped shapefile."""
    small = gpd.GeoDataFrame(
        {"LSOA21CD": list(SMALL_AREAS), "LSOA21NM": [each[0] for each in SMALL_AREAS.values()]},
        geometry=[box(-1 + n * 0.01, 52, -0.99 + n * 0.01, 52.01) for n in range(len(SMALL_AREAS))],
        crs="EPSG:4326",
    )
    teams = gpd.GeoDataFrame(
        {"team_code": ["W", "E"], "team_name": ["West", "East"]},
        geometry=[box(-1.01, 51.9, -0.968, 52.1), box(-0.968, 51.9, -0.9, 52.1)],
        crs="EPSG:4326",
    )
    grid = teams.to_crs("EPSG:27700")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = [
            write_layer(each, folder / f"{name}{suffix}").name
            for name, each in (("small", small), ("teams", grid))
            for suffix in (".geojson", ".gpkg", ".fgb", ".parquet")
        ]
        write_layer(teams, folder / "shape.shp")
        parts = {path.name: path.read_bytes() for path in sorted(folder.glob("shape.*"))}
        # The table of a shapefile says the day it was made in three bytes.
        parts["shape.dbf"] = parts["shape.dbf"][:1] + b"\x7e\x03\x1f" + parts["shape.dbf"][4:]
        for path in folder.glob("*.gpkg"):
            _steady_geopackage(path)
        single = [{name: (folder / name).read_bytes()} for name in made]
    # GeoJSON more often: it is what people write by hand, and what most faults are made in.
    text = [each for each in single if next(iter(each)).endswith(".geojson")]
    return (*single, {"shape.zip": _zipped(parts)}, {"teams.zip": _zipped(single[4])}, *text * 3)


def _steady_geopackage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("update gpkg_contents set last_change = ?", [f"{_FIXED[:-3]}Z"])
        database.commit()
        database.execute("vacuum")


@cache
def returns() -> tuple[Files, ...]:
    """A monthly return, and one with a table that says when it was sent."""
    book = steady_zip(workbook(sound()))
    return ({"a.xlsx": book}, {"a.xlsx": book, "received.csv": b"file,received\r\na.xlsx,2026-05-20\r\n"})


@cache
def journals() -> tuple[Files, ...]:
    """An exported journal: an entry of each kind, one of them revised."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_journal(f"sqlite:///{Path(folder, 'j.db').as_posix()}") as journal,
    ):
        for entry in EVERY:
            record = journal.add(entry, by_role="Public health analyst")
        journal.revise(record.id, {"title": "Reviews at home end"}, based_on=1, by_role="Pilot lead")
        text = journal.export()
    ids: dict[str, str] = {}
    for found in _UUID.finditer(text):
        ids.setdefault(found[0], f"00000000-0000-4000-8000-{len(ids):012d}")
    lines = [json.loads(_UUID.sub(lambda found: ids[found[0]], line)) for line in text.splitlines()]
    for number, line in enumerate(lines[1:]):
        line["written_at"] = f"2026-03-31T09:30:{number:02d}.000000+00:00"
    lines[1:] = sorted(lines[1:], key=lambda line: (line["record_id"], line["number"]))
    return ({"journal.jsonl": "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()},)


@cache
def published() -> tuple[Files, ...]:
    """Every file of a small folder of published formats, each on its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = sorted(write_folder(Path(folder) / "published").iterdir())
        made = {path.name: path.read_bytes() for path in paths}
    found = [{name: steady_zip(data) if name.endswith(".xlsx") else data} for name, data in made.items()]
    optional = ({f"{name}.csv": optional_csv(name)} for name in OPTIONAL_TABLES)
    return (
        *found,
        *optional,
        *_of_every_kind(),
        {"optional.xlsx": steady_zip(optional_xlsx(next(iter(OPTIONAL_TABLES))))},
    )


def _zipped(members: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 31, 9, 30, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def steady_zip(data: bytes) -> bytes:
    """A zip file with one moment in place of every clock in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    properties = "docProps/core.xml"
    if properties in members:
        members[properties] = _MOMENT.sub(_FIXED[:19].encode(), members[properties])
    return _zipped(members)


zipped = _zipped
