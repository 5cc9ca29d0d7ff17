"""The lexicon: every form of every word that fihris knows, with its lemma, root and cost, frozen in one file.

Looking a word up is what keeps a radical letter on it: وزير is a headword, so its و is no "and". The file is built
once, from the dictionary arramooz, the conjugator libqutrub and our own lists, and read in place.

At run time:

- `frozen`: opens lexicon.bin; `layout` says what stands in it;
- `classes`: the words in which it speaks: places of a form, inflections, parts of speech;
- `names`: the format of names.toml, which a user's own file shares.

Only for the build (``make lexicon``; PROVENANCE.md says from what):

- `sources` reads, `costs` counts, `nouns`, `verbs` and `plurals` inflect, `headwords` weighs what the sources say,
  `compiling` puts it all into a `dictionary`;
- `roots` and `rooting` find the roots, `freeze` writes the file, `build` calls them in this order.

Our own lists are names.toml, spellings.toml, plurals.toml, verbs.toml, roots.toml and stopwords.toml.
"""
