"""Page → Artifact: the frame, the page templates, prose."""
