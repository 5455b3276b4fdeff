"""A map as large as its room, with a key in type that is read across a room."""

from components.pack.exhibit import MapPicture
from components.pack.picture.drawing import Drawing
from components.pack.picture.map_drawing import KEY_SIZE, map_svg


def map_in_room(picture: MapPicture, width: float, height: float, type_size: float) -> Drawing:
    """The map and its key so many pixels wide and no higher than `height`, the key's type of a size."""
    times = type_size / KEY_SIZE
    svg, high = map_svg(picture, width / times, height / times)
    return Drawing(svg, width / times, high)
