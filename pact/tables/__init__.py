"""Tables in files: CSV, XLSX and ODS, read with care and written so that they come back the same.

A file is read whole before anything is looked up, a list is shown before anything is written, and a text that a
spreadsheet would take for a formula leaves as a text.
"""
