"""すべてから探す: what stands now, what stood in an edition, and what was written over."""
