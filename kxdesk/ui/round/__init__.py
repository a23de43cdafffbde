"""Rounds on the screen: the return board, what is sent, what is asked for."""
