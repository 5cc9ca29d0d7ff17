"""Arabic text as pure functions on strings: no Whoosh, no files written, no numpy.

- `characters`: the one table, what each character is inside a word;
- `folding`: one word to its exact key;
- `words`: text to words with offsets into the raw text;
- `sentences`: text to sentences;
- `saying`, `statements`, `attribution`: who is said to have said what;
- `spellings`: one exact key for the spellings that the press has for one word;
- `clitics`, `morphology`, `lookup`, `unknown`: one word to its lemmas and roots, and why; `lookup` is the fast way;
- `additions`: a user's own names and spellings;
- `lexicon`: the frozen dictionary behind all of these, and its build.
"""
