"""Facts about Viet Nam: dates, deadlines, document numbers and types, spelling, order, figures.

Nothing here knows about portals, records or pages. Text is expected in NFC, as `generator.base.text.mend` leaves
it. Parsers return None for what they do not understand and never raise.
"""
