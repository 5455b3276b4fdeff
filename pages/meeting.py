"""What will this meeting look at? The list of findings in their order, the files to leave with, and a screen for each."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.meeting.annex import annex_section
from components.controls.meeting.files import files_section
from components.controls.meeting.kept import kept_lists, since_kept
from components.controls.meeting.listed import only_one, reopened_list, show_list, write_list
from components.controls.meeting.present import present, present_button
from components.controls.meeting.turn import read_turn, turn_of_one
from components.controls.show import headline
from components.controls.slide_master import own_look
from components.findings.meeting.agenda import AgendaLine, agenda_finding

alone = only_one()
found, lost = ([], 0) if alone else reopened_list()
turn = None if alone else read_turn(len(found))
if alone:
    present([alone], turn_of_one(), by_itself=True)
elif turn:
    present(found, turn)
    write_list(turn.link)
else:
    headline(agenda_finding([AgendaLine(each.finding, each.item.speaker, each.item.note) for each in found]))
    if lost:
        st.caption(f"Left out, for this dataset does not hold what it is about: {lost:d} of the list.")
    since_kept()
    if found:
        present_button()
        files_section(found)
        own_look()
        st.html(blocks.title("The list", below=True))
        show_list(found)
    kept_lists(found)
    annex_section()
    write_list()
