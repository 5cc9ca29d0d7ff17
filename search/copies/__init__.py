"""Copies of an article: who prints the same words, who printed them first, and what each changed."""
