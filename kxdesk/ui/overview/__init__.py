"""Pages that look over all policies of a desk."""
