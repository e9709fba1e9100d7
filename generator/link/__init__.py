"""Records → a site: references resolved both ways, citations in prose found, what is unpublished left out."""
