import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that answers each line of JSON on its input with one line of JSON on its output. */
final class JsonLines {
    /** What judges one job. */
    interface Judge {
        Map<String, ?> judge(JsonNode job) throws Exception;
    }

    private JsonLines() {}

    /** Answers until the input ends; whatever goes wrong with a job is its answer, never the end of the program. */
    static void answer(Judge judge) throws IOException {
        ObjectMapper json = new ObjectMapper();
        PrintStream answers = System.out;
        // Libraries that print must not mix with the answers.
        System.setOut(System.err);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            answers.write((json.writeValueAsString(verdict(judge, json, line)) + "\n").getBytes(StandardCharsets.UTF_8));
            answers.flush();
        }
    }

    private static Map<String, ?> verdict(Judge judge, ObjectMapper json, String line) {
        try {
            return judge.judge(json.readTree(line));
        } catch (Exception | StackOverflowError | OutOfMemoryError error) {
            String message = error.toString();
            return Map.of("error", message.substring(0, Math.min(message.length(), 500)));
        }
    }

    /** The strings of a list in a job; an absent list is empty. */
    static List<String> strings(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(item -> found.add(item.asText()));
        return found;
    }
}
