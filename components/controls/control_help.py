"""One plain sentence for each control whose label does not say all: what it does to what is on screen.

By the control's name: its field of the selection, or its parameter in the address; a control without a sentence fails when it
is drawn.
"""

HELP = {
    # The selection, on every page.
    "indicator": "What is counted. Type any word of its name, or one that people say for it, to find it.",
    "by": "The groups of people set beside each other. Only groups that this indicator is given by can be chosen.",
    "period": "The dates the figures are about, newest first.",
    "area": "Whose figures are shown: the whole area, a place or a neighbourhood. It stays as you go from page to page.",
    "areas": "Up to four neighbourhoods, drawn in order beside each other. With none chosen, the page proposes some.",
    "adjusted": "On: what the figures would be if every group had the same mix of ages. Off: as they were counted.",
    "system": "Which way of drawing neighbourhoods every page goes by.",
    "level": "How finely the map is cut: neighbourhoods, or the small areas that they are made of.",
    "view": "What the colours of the map say. The key under the map names each of them.",
    "fifths": "Which list of how deprived small areas are sorts people into five groups.",
    "reference": "Whom each group is held against. A gap is how far a group is from it.",
    # Need.
    "need_basis": "What says how much need a neighbourhood has. Pages reckon its fair share from that.",
    "need_resource": "The money, staff or care that is compared with need.",
    "need_preset": "How much each sign of need counts. These are examples to try, not official weights.",
    "need_cap": "How far one extreme figure may pull a neighbourhood's need up or down.",
    "need_weight": "How much this sign of need counts beside the others. At 0 it does not count.",
    "need_within": "How close to its fair share every neighbourhood should come.",
    "need_loss": "The most that any neighbourhood may lose in a year.",
    "need_gain": "The most that any neighbourhood may gain in a year.",
    "need_new": "New money on top of what there is, as a share of it.",
    # Access.
    "groups": "The groups of people set beside each other on this page.",
    "kind": "Which service people should be able to reach.",
    "travel": "How far people go to get there, and how.",
    "more": "How many sites could be added. The page looks for the best places for them.",
    "weigh": "Whose journeys count when the page looks for the best places.",
    # Other pages' own.
    "show": "Narrow the list to one kind of entry.",
    "actor": "Narrow the list to what one kind of organisation can do.",
    "principle": "Narrow the list to one way of working.",
    "field": "Which entry of a patient's record is looked at for gaps.",
    "pilot": "One pilot with all that is known of it, or all of them in a line each.",
    "uptake_by": "The groups of people among whom the pilot's use is compared.",
    "method": "A number that the pages show. Its meaning, its formula and an example stand below.",
    "place": "Whose monthly returns are shown.",
    "metric": "Which line of the monthly return is drawn over time.",
    "month": "The workbook of this month is filled in with the figures at hand.",
    "kept_list": "A meeting's list that was kept earlier. To open it replaces the list above.",
    "server_folder": "Folders that whoever runs this server has put there.",
    # Decisions, pilots' decisions and what communities said.
    "evidence": "What is known to work and was part of the decision. Its certainty is how sure the research is.",
    "what": "The figure that should move if the decision works. It is looked at again at every new release.",
    "amount": "How far it should move. A small size may be too small for these figures to show.",
    "when": "The day by which the change should be seen.",
    "choice": "What the board does with the pilot from now on.",
    "state": "Where the decision stands now. Earlier states stay in its history.",
    "response": "How far what was asked for has been done.",
    "ways": "How this was heard: one way of building trust, or several. Leave it empty where none fits.",
    "group_heard": "Whose voice it is, from one list, so that what is heard and answered can be counted by group.",
    "set_indicators": "The figures that this board watches, in the order in which pages show them.",
    "set_groups": "The groups of people among whom the board looks for gaps.",
    "set_target": "The level that everyone in the area should reach. Leave it empty where none is set.",
    "set_when": "The day by which it should be reached.",
    "bears_on": "A figure that has to do with what was said, so that both can be read together.",
    # Neighbourhoods and your own data.
    "draw_into": "The neighbourhood that the next small area you click goes into.",
    "drawing_names": "Small areas by name, then ‘Put in’. It does the same as clicking them on the map.",
    "lookup_column": "Each row of the file is an area; this column says which neighbourhood it is in.",
    "conversion": "Nothing is changed until you tick it, and the report says what was.",
    "which_area": "The file has this name, which no area here has. Choose the area that it means.",
    "known_indicator": "If so, your figures stand beside those of the same name. If not, they are shown by themselves.",
    "severity": "An error keeps a row out. A warning lets it in, and asks you to look.",
    "layout": "A layout of table that was understood before, so that the next one is read without asking.",
    "table": "A kind of table that a team can fill in. What it would show stands below.",
}  # fmt: skip
