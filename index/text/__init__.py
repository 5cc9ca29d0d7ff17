"""Arabic text as pure functions on strings: no Whoosh, no files written, no numpy.

- `characters`: the one table, what each character is inside a word;
- `folding`: one word to its exact key;
- `words`: text to words with offsets into the raw text;
- `sentences`: text to sentences.
"""
