"""A log of what was asked and what was answered, in which nothing can be changed without being seen."""
