"""版: freeze, list, compare."""
