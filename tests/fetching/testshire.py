"""Every service at once, on this computer: the invented board of tests/sources, as each publisher would serve it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.fetching.serving import Answer, Asked, Server, json_answer

LAYER = {"editingInfo": {"lastEditDate": 1}, "objectIdField": "FID"}
_EQUALS, _AMONG = re.compile(r"(\w+)='(\w+)'"), re.compile(r"(\w+) IN \((.*)\)")


def layer(server: Server, path: str, features: list[dict], *, page: int) -> str:
    """A feature service of one layer that sends so many features at a time."""

    def answer(asked: Asked) -> Answer:
        wanted = [each for each in features if _fits(each["properties"], asked.query["where"])]
        start = int(asked.query["resultOffset"])
        found = {"type": "FeatureCollection", "features": wanted[start : start + page]}
        if start + page < len(wanted):
            found["properties"] = {"exceededTransferLimit": True}
        return json_answer(found)

    server.by(f"{path}/query", answer)
    return server.by(path, lambda _asked: json_answer(LAYER))


def _fits(row: dict, where: str) -> bool:
    if found := _EQUALS.fullmatch(where):
        return row[found[1]] == found[2]
    if found := _AMONG.fullmatch(where):
        return row[found[1]] in re.findall(r"'(\w+)'", found[2])
    assert where == "1=1"
    return True


def marked(body: bytes, mark: str) -> Callable[[Asked], Answer]:
    """A file with a mark: not sent again to whoever has it."""

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == mark:
            return Answer(status=304)
        return Answer(body, headers={"ETag": mark})

    return answer


def cells(path: Path) -> Callable[[Asked], Answer]:
    """A census table cell by cell, three at a time."""
    with path.open(newline="", encoding="utf-8-sig") as text:
        rows = list(csv.DictReader(text))
    names = [name for name in rows[0] if name.startswith("Ethnic group: ")]

    def answer(asked: Asked) -> Answer:
        wanted = asked.query["geography"].split(",")
        every = [
            [row["geography"], row["geography code"], name.removeprefix("Ethnic group: "), row[name]]
            for row in rows
            if row["geography code"] in wanted
            for name in names
        ]
        start, held = int(asked.query["recordoffset"]), io.StringIO()
        writer = csv.writer(held)
        writer.writerow(["GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "C2021_ETH_20_NAME", "OBS_VALUE", "RECORD_COUNT"])
        writer.writerows([*row, len(every)] for row in every[start : start + 3])
        return Answer(held.getvalue().encode())

    return answer


def _table(path: Path) -> list[dict]:
    with path.open(newline="", encoding="utf-8-sig") as text:
        return [{"type": "Feature", "properties": row, "geometry": None} for row in csv.DictReader(text)]


def _publication(server: Server, published: Path) -> str:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.write(published / "i.csv", "gp-reg-pat-prac-lsoa-all.csv")
        archive.writestr("gp-reg-pat-prac-lsoa-male.csv", "men only")
    server.by("/f/gp-reg-pat-prac-lsoa.zip", lambda _asked: Answer(held.getvalue()))
    server.by("/f/gp-reg-pat-prac-map.csv", lambda _asked: Answer((published / "g.csv").read_bytes()))
    links = '<a href="/f/gp-reg-pat-prac-lsoa.zip">x</a><a href="/f/gp-reg-pat-prac-map.csv">y</a>'
    server.by("/patients/july-2026", lambda _asked: Answer(links.encode()))
    return server.by("/patients", lambda _asked: Answer(b'<a href="/patients/july-2026">July</a>'))


def serve(server: Server, published: Path) -> dict[str, str]:
    """Serve a folder of published files; the address of each part by its name."""
    shapes = json.loads((published / "a.json").read_text(encoding="utf-8"))["features"]
    publication = _publication(server, published)
    return {
        "boards": layer(server, "/boards", _table(published / "b.csv"), page=4),
        "places": layer(server, "/places", _table(published / "c.csv"), page=4),
        "changes": layer(server, "/changes", _table(published / "d.csv"), page=4),
        "boundaries": layer(server, "/boundaries", shapes, page=1),
        "deprivation": server.by("/e.xlsx", marked((published / "e.xlsx").read_bytes(), '"e"')),
        "census": server.by("/census", cells(published / "f.csv")),
        "practices": server.by("/report", marked((published / "h.csv").read_bytes(), '"h"')),
        "practice_map": publication,
        "registrations": publication,
        "fingertips": server.by("/csv", marked((published / "j.csv").read_bytes(), '"j"')),
    }
