"""What counts of appointments stand for: the share of practices and patients they cover."""

from data.sources.area import Area
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport


def tell_coverage(gathered: Gathered, area: Area, report: BuildReport) -> None:
    """Tell the report how much of the area the published counts of appointments cover, where a file says so."""
    if not gathered.has("appointment_coverage"):
        return
    lookup = gathered.frame("lsoa_to_icb")
    ours = set(lookup.loc[lookup["icb_code"] == area.code, "sub_icb_ods"])
    rows = gathered.frame("appointment_coverage")
    rows = report.keep(rows, rows["sub_icb_ods"].isin(ours), "of another area")
    report.used(rows)
    if rows.empty:
        return
    sums = rows.groupby("month")[["practices_included", "practices_open", "patients_included", "patients_open"]].sum()
    share = sums["patients_included"] / sums["patients_open"]
    last = sums.iloc[-1]
    report.line(
        "Appointments",
        f"{sums.index[-1]:%B %Y}: counts cover {last['practices_included']:,.0f} of {last['practices_open']:,.0f} "
        f"practices and {share.iloc[-1]:.1%} of patients (lowest of {len(share):,} months {share.min():.1%})",
    )
    counted = gathered.frame("counts")["source_id"].str.startswith("gpad:")
    if not counted.any():
        report.line("Appointments", "the folder holds no counts of appointments, so no indicator of them")
