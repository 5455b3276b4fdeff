"""Methods: whether what was expected of a decision has come about."""

from components.findings.methods.entry import Method, formula

DECISIONS = (
    Method(
        "signal",
        "Decisions",
        "Was the later change what was expected?",
        "The gap in the newest figures less the gap as it stood when something was decided, held against what was "
        "expected. As expected: it moved that way beyond chance (by less than expected, where the whole interval falls "
        "short). Opposite: it moved the other way beyond chance. No signal yet: the interval holds no change at all; the "
        "smallest change that these figures could show then says whether they could have shown the expected one.",
        formula(
            r"c=g_{\text{now}}-g_{\text{then}}",
            r"c-\sqrt{(g_{\text{now}}-l_{\text{now}})^2+(u_{\text{then}}-g_{\text{then}})^2}\ \text{ to }\ "
            r"c+\sqrt{(u_{\text{now}}-g_{\text{now}})^2+(g_{\text{then}}-l_{\text{then}})^2}",
            r"\text{smallest change}=(z_{0.975}+z_{0.8})\,se(c)",
        ),
        "For each decision, at each new release, with the same two groups, area and definition throughout.",
        "Not as proof that the decision did it: a gap picked for being large comes part of the way back by itself, and "
        "other things change too. At each release one gap in twenty that never moved will seem to have.",
        "MOVER: Zou and Donner 2008; smallest change: Bloom 1995.",
    ),
)
