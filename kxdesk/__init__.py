"""kxdesk: a city's yearly bureau policies, written, collected, reviewed and proved."""

__version__ = "0.1.0"
