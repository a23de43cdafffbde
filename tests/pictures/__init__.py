"""Pictures of every screen, for the eye and for the manual: see `__main__`."""
