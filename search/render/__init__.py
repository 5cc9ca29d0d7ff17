"""Results to what is printed: Rich text, records, TREC runs. No I/O here: the commands print."""
