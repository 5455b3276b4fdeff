"""A workbook of ours as the bytes of its file."""

import errno
import io
import os

import openpyxl
from lxml.etree import SerialisationError


def workbook_bytes(book: openpyxl.Workbook) -> bytes:
    """The file of a workbook. Raises OSError where its parts cannot be written down on the way, as on a full disk."""
    stream = io.BytesIO()
    try:
        book.save(stream)
    except SerialisationError as error:
        # The library says the system's own reason as a word of its own: 'IO_ENOSPC'.
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number)) from error
    return stream.getvalue()
