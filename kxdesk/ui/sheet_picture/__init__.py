"""A worksheet on the screen as it will print."""
