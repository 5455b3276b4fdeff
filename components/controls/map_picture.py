"""The map of areas as it goes into a file: the colours of the screen's map, and the shapes to fill with them."""

from components.findings.area_map import AreaMap
from components.findings.selection import Selection
from components.pack.exhibit import MapPicture
from data.dataset.dataset import Dataset


def map_picture(dataset: Dataset, shown: AreaMap, selection: Selection) -> MapPicture:
    """The map of the selected level, with the boundaries of neighbourhoods over it and the area in focus outlined."""
    small = dataset.geometry("lsoa")
    outside = small[small.index.isin(dataset.outside.index)] if selection.level == "neighbourhood" else small.iloc[:0]
    levels = (dataset.geometry(level) for level in ("neighbourhood", "place"))
    focus = [shapes.geometry[selection.area] for shapes in levels if selection.area in shapes.index]
    return MapPicture(
        shown,
        tuple(dataset.geometry(selection.level).geometry),
        tuple(dataset.geometry("neighbourhood").geometry),
        tuple(outside.geometry),
        focus[0] if focus else None,
    )
