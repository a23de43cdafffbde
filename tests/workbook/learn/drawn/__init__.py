"""Forms drawn by chance from habits of ward offices; see `rates`."""
