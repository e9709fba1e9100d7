"""What is derived from the site and its pages beside the pages: feeds, search, data, assets."""
