"""Page → artifact: a page is rendered from its view and nothing else."""
