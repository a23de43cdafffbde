"""年間工程: all bands of the year in one view."""
