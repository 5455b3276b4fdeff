"""What stands in the notes under a slide: who speaks, the sentence, how to read it, the method and the whole table."""

from components.pack.exhibit import Exhibit
from components.pack.method_words import method_words


def table_lines(exhibit: Exhibit) -> list[str]:
    """The table, a line a row, cells apart by bars."""
    text = exhibit.finding.table.text
    return [" | ".join(map(str, row)) for row in (tuple(text.columns), *text.itertuples(index=False))]


def speaker_notes(exhibit: Exhibit) -> str:
    """The notes as plain text."""
    found = exhibit.finding
    blocks = [
        exhibit.spoken_by,
        exhibit.note,
        f"{found.question}\n{found.headline}\n{found.sentence}",
        "\n".join(exhibit.cautions),
        f"How to read it. {found.how_to_read}" if found.how_to_read else "",
        "\n".join(f"Note. {each}" for each in found.caveats),
        method_words(found),
        "\n".join(("Table.", *table_lines(exhibit))),
        f"{exhibit.source}\n{exhibit.origin.words}\n{exhibit.origin.mark}".strip(),
    ]
    return "\n\n".join(each for each in blocks if each)
