"""Small areas that fill the county without gap or overlap, denser in towns, with natural-looking shared edges."""

import numpy as np
import shapely
from scipy.spatial import cKDTree

from data.demo.generator.outline import TOWNS, roughened, to_degrees, to_kilometres
from data.demo.generator.randomness import stream

N_SMALL_AREAS = 420
# Edges longer than each of these are broken once more.
_LONG_EDGES_KM = (0.3, 0.9, 2.5)


def _drawn_sites(county: shapely.Polygon, rng: np.random.Generator) -> np.ndarray:
    """Site points: most around town centres, the rest scattered over the countryside."""
    west, south, east, north = county.bounds
    shares = np.array([town.share for town in TOWNS])
    town = rng.choice(len(TOWNS) + 1, size=N_SMALL_AREAS * 8, p=[*shares, 1 - shares.sum()])
    centres = np.array([(each.x, each.y) for each in TOWNS] + [(0.0, 0.0)])[town]
    spread = np.array([each.spread for each in TOWNS] + [0.0])[town]
    points = centres + rng.normal(size=centres.shape) * spread[:, None]
    countryside = town == len(TOWNS)
    points[countryside] = rng.uniform((west, south), (east, north), (countryside.sum(), 2))
    return np.asarray(points[shapely.contains_xy(county, points)][:N_SMALL_AREAS])


def _cells(sites: np.ndarray, county: shapely.Polygon) -> np.ndarray:
    """The part of the county nearest to each site, in the order of the sites."""
    made = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(sites), extend_to=county.envelope.buffer(9)))
    inside, cell = shapely.STRtree(made).query(shapely.points(sites), predicate="within")
    return np.asarray(shapely.intersection(made[cell[np.argsort(inside)]], county))


def _relaxed(sites: np.ndarray, county: shapely.Polygon, rounds: int) -> np.ndarray:
    """Sites moved part of the way to the middle of their cells, so that no cell is a sliver."""
    for _ in range(rounds):
        middle = shapely.get_coordinates(shapely.centroid(_cells(sites, county)))
        moved = sites + 0.7 * (middle - sites)
        sites = np.where(shapely.contains_xy(county, moved)[:, None], moved, sites)
    return sites


def _segments(cells: np.ndarray, county: shapely.Polygon) -> np.ndarray:
    """Every edge of the map once, as pairs of points in degrees (n, 2, 2), cut wherever two meet."""
    on_grid = shapely.transform(np.append(cells, county), to_degrees)
    noded = shapely.node(shapely.union_all(shapely.boundary(on_grid), grid_size=1e-4))
    pieces = []
    for line in shapely.get_parts(noded):
        points = shapely.get_coordinates(line)
        pieces.append(np.stack([points[:-1], points[1:]], axis=1))
    return np.concatenate(pieces)


def _wandering(segments: np.ndarray, county: shapely.Polygon, rng: np.random.Generator) -> list[shapely.LineString]:
    """Edges between small areas made to wander a little; the county's own edge is left as drawn."""
    kilometres = to_kilometres(segments)
    length = np.hypot(*(kilometres[:, 1] - kilometres[:, 0]).T)
    middle = shapely.points(kilometres.mean(axis=1))
    inner = shapely.distance(county.boundary, middle) > 0.02
    depth = np.where(inner, np.searchsorted(_LONG_EDGES_KM, length), 0)
    return [
        shapely.LineString(to_degrees(roughened(line, levels, 0.13, rng)))
        for line, levels in zip(kilometres, depth, strict=True)
    ]


def _owners(faces: np.ndarray, sites: np.ndarray) -> np.ndarray:
    """Which site each face belongs to: its nearest, or a neighbour's when water cuts it off from the rest."""
    inside = to_kilometres(shapely.get_coordinates(shapely.point_on_surface(faces)))
    owner: np.ndarray = cKDTree(sites).query(inside)[1]
    size = shapely.area(faces)
    main = np.zeros(len(faces), dtype=bool)
    by_size = np.lexsort((-size, owner))
    main[by_size[np.unique(owner[by_size], return_index=True)[1]]] = True
    for stray in np.flatnonzero(~main):
        border = shapely.length(shapely.intersection(faces[stray], faces))
        owner[stray] = owner[np.where(main, border, -1).argmax()]
    return owner


def small_areas(county: shapely.Polygon) -> tuple[np.ndarray, np.ndarray]:
    """The polygons of the small areas in degrees, and the sites (km) they grew from, in one order.

    ValueError when a site is left without an area, which only a change to the outline or the towns can cause.
    """
    rng = stream("tessellation")
    sites = _relaxed(_drawn_sites(county, rng), county, rounds=3)
    lines = _wandering(_segments(_cells(sites, county), county), county, rng)
    faces = shapely.get_parts(shapely.polygonize(lines))
    owner = _owners(faces, sites)
    if len(np.unique(owner)) != len(sites):
        raise ValueError(f"{len(sites) - len(np.unique(owner))} sites have no area; move the towns off the coast")
    polygons = np.array([shapely.union_all(faces[owner == each]) for each in range(len(sites))])
    return polygons, sites
