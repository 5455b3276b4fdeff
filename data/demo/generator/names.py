"""What the fictional areas are called, and their codes: all begin with X, which no real code of theirs does."""

ICB_NAME = "Merrow and Sallow"
ICB_CODE = "XQE"
COUNTRY_CODE = "XENG"
COUNTRY_NAME = "England (synthetic)"
PLACE_NAMES = ("Merrow Vale", "Southbank and Tarn Coast", "Sallowmouth and Elver Coast")
# In the order of `geography`: by place, and from west to east within each.
NEIGHBOURHOOD_NAMES = (
    "Merrowbridge West",
    "Quillmarket",
    "Merrowbridge Central",
    "Merrow Fords",
    "Merrowbridge North",
    "Brindlewold",
    "Wintle Downs",
    "Sallow Southbank",
    "Southbank Docks",
    "Osmer Levels",
    "Osmerhythe",
    "Tarnhaven",
    "Sallowmouth West",
    "Sallowmouth Quays",
    "Sallowmouth North",
    "Elver Marsh",
    "Elverstrand North",
    "Elverstrand South",
)


def place_code(number: int) -> str:
    """The code of a place by its number from 0."""
    return f"XP{number + 1:02d}"


def neighbourhood_code(number: int) -> str:
    """The code of a neighbourhood by its number from 0."""
    return f"XN{number + 1:03d}"


def small_area_code(number: int) -> str:
    """The code of a small area by its number from 0."""
    return f"XS{number + 1:05d}"


def practice_code(number: int) -> str:
    """The code of a general practice by its number from 0."""
    return f"XG{number + 1:04d}"


NEIGHBOURHOOD_CODE = {name: neighbourhood_code(number) for number, name in enumerate(NEIGHBOURHOOD_NAMES)}
