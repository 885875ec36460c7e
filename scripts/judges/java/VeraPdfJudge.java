import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF against the standards that they claim to follow, or those asked for. A job is
 * {"file", "password", "flavours": ["1b", "ua1", …]}.
 */
public final class VeraPdfJudge {
    /** What the parser says of a file that claims nothing; no file can claim this one. */
    private static final PDFAFlavour UNCLAIMED = PDFAFlavour.WCAG_2_2;
    private static final int MAX_FAILED_CHECKS_PER_RULE = 1;

    private VeraPdfJudge() {}

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        JsonLines.answer(VeraPdfJudge::judge);
    }

    private static Map<String, ?> judge(JsonNode job) throws Exception {
        String password = job.hasNonNull("password") ? job.get("password").asText() : null;
        List<Map<String, Object>> standards = new ArrayList<>();
        try (InputStream file = new FileInputStream(job.path("file").asText());
            PDFAParser parser = Foundries.defaultInstance()
                .createParser(file, PDFAFlavour.NO_FLAVOUR, UNCLAIMED, password)) {
            List<PDFAFlavour> flavours = flavours(job, parser);
            if (flavours.isEmpty()) return Map.of("standards", standards);
            parser.setFlavours(flavours);
            try (PDFAValidator validator = Foundries.defaultInstance()
                .createValidator(flavours, MAX_FAILED_CHECKS_PER_RULE, false, false, false)) {
                for (ValidationResult result : validator.validateAll(parser)) standards.add(standard(result));
            }
        }
        return Map.of("standards", standards);
    }

    private static List<PDFAFlavour> flavours(JsonNode job, PDFAParser parser) {
        List<PDFAFlavour> asked = JsonLines.strings(job.path("flavours")).stream()
            .map(PDFAFlavour::byFlavourId).collect(Collectors.toList());
        List<PDFAFlavour> wanted = asked.isEmpty() ? parser.getFlavours() : asked;
        return wanted.stream().filter(flavour -> flavour != UNCLAIMED && flavour != PDFAFlavour.NO_FLAVOUR).collect(Collectors.toList());
    }

    private static Map<String, Object> standard(ValidationResult result) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("standard", result.getPDFAFlavour().getId());
        found.put("compliant", result.isCompliant());
        found.put("failed", new TreeSet<>(result.getTestAssertions().stream()
            .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
            .map(assertion -> assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + ": "
                + assertion.getMessage())
            .collect(Collectors.toList())));
        return found;
    }
}
