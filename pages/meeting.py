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
    words = "1 finding of this list is" if lost == 1 else f"{lost} findings of this list are"
    st.caption(f"{words} about something that this dataset does not hold, and left out.")
if found:
    files_section(found)
    st.html(blocks.title("The list", below=True))
    show_list(found)
write_list()
