"""Quality and Outcomes Framework mapping of indicators to groups: what a group code such as AST stands for."""

from data.files.tables import Reading, SourceTable

NAME = "QOF mapping of indicators to groups"
KIND = "qof_groups"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"


def recognises(table: SourceTable) -> bool:
    """A group's code beside its description."""
    return table.has("INDICATOR_CODE", "GROUP_CODE", "GROUP_DESCRIPTION")


def read(table: SourceTable) -> Reading:
    """Columns: source_id (as 'qof:AST'), description."""
    found = table.rows()
    tidy = found[["GROUP_CODE", "GROUP_DESCRIPTION"]].set_axis(["source_id", "description"], axis=1)
    tidy = tidy.assign(source_id="qof:" + tidy["source_id"]).drop_duplicates("source_id", ignore_index=True)
    return Reading(tidy, len(found), dropped={"further indicators of the same group": len(found) - len(tidy)})
