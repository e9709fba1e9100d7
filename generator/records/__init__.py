"""Frozen models of what the portal publishes: one file per kind; `kinds` is the one table of kinds."""
