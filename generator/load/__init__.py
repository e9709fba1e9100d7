"""Files → records: read, locate, validate. Everything wrong is a problem with a file, a line and a column."""
