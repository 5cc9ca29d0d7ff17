package fihris.lucene;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** A file of JSON lines into an index of one segment, with one thread. */
final class Indexing {
    static final String WORDS = "words";
    private static final double BUFFER_MEGABYTES = 256;

    private Indexing() {}

    static void index(Path folder, Path file, Analyzer analyzer) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES);
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config);
                JsonParser lines = new JsonFactory().createParser(file.toFile())) {
            while (lines.nextToken() == JsonToken.START_OBJECT) {
                writer.addDocument(document(record(lines)));
            }
            writer.commit();
            writer.forceMerge(1);
        }
    }

    private static Map<String, String> record(JsonParser line) throws IOException {
        Map<String, String> record = new HashMap<>();
        while (line.nextToken() != JsonToken.END_OBJECT) {
            String name = line.currentName();
            line.nextToken();
            record.put(name, line.getText());
        }
        return record;
    }

    private static Document document(Map<String, String> record) {
        Document document = new Document();
        document.add(new StringField("id", record.get("id"), Field.Store.YES));
        document.add(new StoredField("title", record.get("title")));
        document.add(new StoredField("text", record.get("text")));
        document.add(new TextField(WORDS, record.get("title") + " " + record.get("text"), Field.Store.NO));
        return document;
    }
}
