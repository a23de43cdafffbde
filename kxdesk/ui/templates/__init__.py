"""The template screen: what is proposed for a form nobody has seen, corrected by clicking boxes."""
