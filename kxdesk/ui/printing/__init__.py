"""The fit preview: the filled form before it is printed."""
