"""Methods: where people are lost on the way into care, who has a service within reach, and where one more would help."""

from components.findings.methods.entry import Method, formula

_FAMILY = "Access and sites"

ACCESS = (
    Method(
        "cascade",
        _FAMILY,
        "Parts of a cascade",
        "How much of a gap at the end of the way into care arises at each step. The share who reach the end is the product "
        "of the shares who take each step; each step's part is what exchanging its share between the two groups adds, on "
        "average over every order of exchanging the steps. The parts add up to the gap exactly.",
        formula(
            r"F_g=\prod_k s_{gk},\qquad F_a-F_b=\sum_k \varphi_k",
            r"\varphi_k=(s_{ak}-s_{bk})\sum_{S\not\ni k}\frac{|S|!\,(n-|S|-1)!}{n!}",
            r"\qquad\times\prod_{j\in S}s_{aj}\prod_{j\notin S\cup\{k\}}s_{bj}",
        ),
        "To see at which step to act first. Intervals are from 2,000 draws of every share (Jeffreys).",
        "Not as a cause: a step may be hard because of what came before it. Not where the people counted first are not those "
        "who should reach the end.",
        "Shorrocks 2013 (Shapley value); Das Gupta 1993 (products of rates).",
    ),
    Method(
        "reach",
        _FAMILY,
        "Within reach, and uncovered need",
        "The share of residents whose small area has a site within the chosen minutes of its middle; uncovered need is the "
        "residents who have none. Without a table of travel times the way is the straight line times 1.3, walked at 80 m a "
        "minute; public transport takes 12 minutes and then 250 m a minute, or a walk where that is quicker.",
        formula(
            r"\frac{\sum_i n_i\,[\min_j t_{ij}\le T]}{\sum_i n_i}",
            r"t_{ij}=1.3\,d_{ij}/80\ \text{(walk)}",
        ),
        "To see which groups live far from a service, before asking why they do not come.",
        "Not as access: hours, language, cost, disability and trust are not in it. Not for single streets, and not across a "
        "river or railway, where the straight line misleads.",
        "Sinnott 1984 (distance); Boscoe and others 2012 (detours); Transport for London 2015 (walking speed).",
    ),
    Method(
        "maximal_cover",
        _FAMILY,
        "Best places for more sites",
        "The set of k practices that would bring most people within reach who have no site today, proven best among all sets "
        "of that size. One site is found by trying each; several by integer programming.",
        formula(
            r"\max\sum_i w_i y_i\quad y_i\le\sum_j a_{ij}x_j",
            r"\sum_j x_j\le k,\quad x_j\in\{0,1\},\ 0\le y_i\le 1",
        ),
        "To shortlist places for a service that neighbourhoods can share; count everyone, or the most deprived fifth.",
        "Not as the decision: rooms, staff, rents and communities' own wishes are not in it, and near-ties are common.",
        "Church and ReVelle 1974 (maximal covering location); HiGHS solver through scipy.",
    ),
    Method(
        "co_location",
        _FAMILY,
        "Co-location score",
        "How many of five kinds of service (mental health, legal advice, welfare advice, social care, community) share a "
        "building with a general practice in the neighbourhood: 0 to 5. Sites within 50 m of one another are one building.",
        formula(r"\sum_{k=1}^{5}\left[\text{some building holds a practice and kind } k\right]"),
        "To see where nothing is under one roof yet.",
        "Not as teamwork: sharing a building is not sharing care, and a list of sites may be out of date.",
        "This project's own count, after recommendation 5 of the Health Equity Evidence Centre's brief (2025).",
    ),
)
