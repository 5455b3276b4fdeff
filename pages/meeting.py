"""What will this meeting look at? The list of findings in their order, and the files to leave with."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.meeting.files import files_section
from components.controls.meeting.listed import reopened_list, show_list, write_list
from components.controls.show import headline
from components.findings.meeting.agenda import AgendaLine, agenda_finding

found, lost = reopened_list()
headline(agenda_finding([AgendaLine(each.finding, each.item.speaker, each.item.note) for each in found]))
if lost:
    st.caption(f"Left out, for this dataset does not hold what it is about: {lost:d} of the list.")
if found:
    files_section(found)
    st.html(blocks.title("The list", below=True))
    show_list(found)
write_list()
