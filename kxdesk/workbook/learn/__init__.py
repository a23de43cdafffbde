"""Propose a layout for a form nobody has seen: labels by the words of the trade, boxes by their place."""
