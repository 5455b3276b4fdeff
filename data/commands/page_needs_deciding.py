"""What the pages about returns, evidence and decisions will show and lack."""

from data.commands.coverage import Cover, PageCover, tell_of
from data.returns.from_dataset import metrics_held

# As many fifths as the pattern of a gap is judged from (tests hold it to the finding's own).
FEWEST_FOR_A_PATTERN = 3


def returns(cover: Cover) -> PageCover:
    """Returns are given on the page and kept in no dataset; one to send is written from the dataset's own figures."""
    page = PageCover("returns", shows=["monthly returns that are given to it: no dataset keeps them"])
    found = [each for each in cover.indicators if each.id in metrics_held(cover.dataset)]
    none = "a return to send, filled in: no indicator is one of the national programme's"
    tell_of(page, found, cover, "a return to send, filled in", none)
    return page


def evidence(cover: Cover) -> PageCover:
    """The built-in entries are always there; which fit is judged from the gap across fifths."""
    page = PageCover("evidence", shows=["the built-in entries of evidence"])
    found = [each for each in cover.known_groups("deprivation_quintile", fewest=FEWEST_FOR_A_PATTERN) if each.judged]
    few = f"what fits a gap by deprivation: it takes {FEWEST_FOR_A_PATTERN} fifths"
    tell_of(page, found, cover, "what fits a gap by deprivation", few)
    own = cover.dataset.optional("evidence")
    if own is None or own.empty:
        page.lacks.append("evidence of your own: there is no table 'evidence'")
    else:
        page.shows.append(f"evidence of your own: {len(own):,} entries")
    return page


def meeting(_: Cover) -> PageCover:
    """The list is put together on the other pages and kept in a link."""
    return PageCover("meeting", shows=["findings that are put on its list: no dataset keeps them"])


def decisions(cover: Cover) -> PageCover:
    """Decisions are kept in the journal; each is held against the gap it is about."""
    page = PageCover("decisions", shows=["decisions from the journal: no dataset keeps them"])
    gaps = {each.id for dimension in cover.dimensions for each in cover.known_groups(dimension, fewest=2)}
    found = [each for each in cover.indicators if each.id in gaps]
    tell_of(page, found, cover, "what is expected of a gap", "what is expected of a gap: no indicator shows two groups")
    return page
