package fihris.lucene;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.Version;

/** The workers' protocol, a JSON object a line: engines/worker.py says what it is. */
final class Serving {
    private final JsonFactory json = new JsonFactory();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Searching searching;
    private final BufferedReader input;
    private final PrintStream output;

    Serving(Searching searching, InputStream input, PrintStream output) {
        this.searching = searching;
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.output = output;
    }

    void run() throws IOException {
        answer("{\"ready\": \"" + Version.LATEST + "\"}");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            Request request = read(line);
            answer(request.command().equals("top") ? top(request.queries()) : search(request.queries()));
        }
    }

    private record Request(String command, List<String> queries) {}

    private Request read(String line) throws IOException {
        String command = "";
        List<String> queries = new ArrayList<>();
        try (JsonParser parser = json.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "cmd".equals(parser.currentName())) {
                    command = parser.getText();
                } else if (token == JsonToken.VALUE_STRING) {
                    queries.add(parser.getText());
                }
            }
        }
        return new Request(command, queries);
    }

    /** Answer with the times of each query. */
    private String search(List<String> queries) throws IOException {
        long[] wall = new long[queries.size()];
        long[] thread = new long[queries.size()];
        for (int number = 0; number < wall.length; number++) {
            long began = System.nanoTime();
            long worked = threads.getCurrentThreadCpuTime();
            searching.best(queries.get(number));
            thread[number] = threads.getCurrentThreadCpuTime() - worked;
            wall[number] = System.nanoTime() - began;
        }
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeFieldName("wall");
            generator.writeArray(wall, 0, wall.length);
            generator.writeFieldName("thread");
            generator.writeArray(thread, 0, thread.length);
            generator.writeEndObject();
        }
        return line.toString();
    }

    private String top(List<String> queries) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeArrayFieldStart("ids");
            for (String query : queries) {
                List<String> ids = searching.ids(query);
                generator.writeArray(ids.toArray(new String[0]), 0, ids.size());
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return line.toString();
    }

    private void answer(String line) {
        output.println(line);
        output.flush();
    }
}
