"""What `speed.py` is made of: articles, queries, processes, measuring and the report."""
