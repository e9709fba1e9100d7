"""Open data: the site's facts as tables, one definition for every format that they are published in."""
