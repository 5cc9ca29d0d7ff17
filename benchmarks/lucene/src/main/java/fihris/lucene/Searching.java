package fihris.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/** Strings to the ten best articles: any of the words, or a phrase if the string begins with a quotation mark. */
final class Searching {
    private static final int LIMIT = 10;

    private final Analyzer analyzer;
    private final IndexSearcher searcher;

    Searching(Path folder, Analyzer analyzer) throws IOException {
        this.analyzer = analyzer;
        this.searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
    }

    TopDocs best(String text) throws IOException {
        return searcher.search(text.startsWith("\"") ? phrase(text) : anyWord(text), LIMIT);
    }

    List<String> ids(String text) throws IOException {
        List<String> found = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : best(text).scoreDocs) {
            found.add(stored.document(hit.doc).get("id"));
        }
        return found;
    }

    List<String> titles(String text) throws IOException {
        List<String> found = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : best(text).scoreDocs) {
            Document article = stored.document(hit.doc);
            found.add(hit.score + "\t" + article.get("id") + "\t" + article.get("title"));
        }
        return found;
    }

    private Query anyWord(String text) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream words = analyzer.tokenStream(Indexing.WORDS, text)) {
            CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                query.add(new TermQuery(new Term(Indexing.WORDS, word.toString())), BooleanClause.Occur.SHOULD);
            }
            words.end();
        }
        return query.build();
    }

    private Query phrase(String text) throws IOException {
        PhraseQuery.Builder query = new PhraseQuery.Builder();
        try (TokenStream words = analyzer.tokenStream(Indexing.WORDS, text)) {
            CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = words.addAttribute(PositionIncrementAttribute.class);
            words.reset();
            int position = -1;
            while (words.incrementToken()) {
                position += step.getPositionIncrement(); // a removed stop word leaves a gap
                query.add(new Term(Indexing.WORDS, word.toString()), position);
            }
            words.end();
        }
        return query.build();
    }
}
