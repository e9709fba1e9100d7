"""The export of the National Public Service Portal (Cổng Dịch vụ công quốc gia).

Its pages were saved as plain text, so each table is one run of cells without anything between them. There is one
parser per field, a pure function from text to pieces: rows where the table can be told from its words, furniture
(heads of tables, buttons), and the text that stays as it came. The pieces, put together, are the text again.
"""
