"""The portal on an editor's own machine: built, served, watched, built again, and shown anew."""
