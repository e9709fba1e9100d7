"""Minh Bạch: static public transparency portals for Vietnamese administrative reform."""

__version__ = "0.1.0"
