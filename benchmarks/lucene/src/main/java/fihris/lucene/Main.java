package fihris.lucene;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;

/**
 * Lucene as a worker of speed.py: {@code index FOLDER FILE}, {@code serve FOLDER} or {@code search FOLDER QUERY}.
 *
 * <p>A last argument {@code --all-words} keeps the stop words that ArabicAnalyzer removes by default.
 */
public final class Main {
    private Main() {}

    /** Run one command. */
    public static void main(String[] given) throws IOException {
        boolean allWords = given[given.length - 1].equals("--all-words");
        Analyzer analyzer = allWords ? new ArabicAnalyzer(CharArraySet.EMPTY_SET) : new ArabicAnalyzer();
        Path folder = Path.of(given[1]);
        PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        switch (given[0]) {
            case "index" -> Indexing.index(folder, Path.of(given[2]), analyzer);
            case "serve" -> new Serving(new Searching(folder, analyzer), System.in, output).run();
            case "search" -> new Searching(folder, analyzer).titles(given[2]).forEach(output::println);
            default -> throw new IllegalArgumentException(given[0]);
        }
        output.flush();
    }
}
