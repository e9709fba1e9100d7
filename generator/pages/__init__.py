"""Site → pages: one file per noun; `plan` joins them. A page is a pure function of its view."""
