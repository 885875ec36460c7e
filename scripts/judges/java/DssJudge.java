import com.fasterxml.jackson.databind.JsonNode;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamp;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Validates PDF files with EU DSS and its default policy, without any network. A job is
 * {"file", "trust": [PEM], "crls": [DER], "ocsps": [DER], "at": ISO date, "password"}.
 */
public final class DssJudge {
    private DssJudge() {}

    public static void main(String[] arguments) throws Exception {
        JsonLines.answer(DssJudge::judge);
    }

    private static Map<String, ?> judge(JsonNode job) throws Exception {
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(job.path("file").asText()));
        validator.setCertificateVerifier(verifier(job));
        if (job.hasNonNull("at")) validator.setValidationTime(Date.from(Instant.parse(job.get("at").asText())));
        if (job.hasNonNull("password")) validator.setPasswordProtection(job.get("password").asText().toCharArray());
        Reports reports = validator.validateDocument();
        SimpleReport report = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("signatures", report.getSignatureIdList().stream()
            .map(id -> signature(report, data, id)).collect(Collectors.toList()));
        // Document time stamps that belong to no signature.
        verdict.put("timestamps", report.getTimestampIdList().stream()
            .map(id -> token(report, id, report.getProducedBy(id), report.getProductionTime(id)))
            .collect(Collectors.toList()));
        return verdict;
    }

    /** Only these anchors and revocation data, and what is in the file: no AIA, no online sources. */
    private static CommonCertificateVerifier verifier(JsonNode job) throws Exception {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        for (String path : JsonLines.strings(job.path("trust"))) {
            try (InputStream pem = new FileInputStream(path)) {
                for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    anchors.addCertificate(new CertificateToken((X509Certificate) certificate));
                }
            }
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        verifier.setAIASource(null);
        verifier.setCrlSource(new ExternalResourcesCRLSource(documents(job.path("crls"))));
        verifier.setOcspSource(new ExternalResourcesOCSPSource(documents(job.path("ocsps"))));
        return verifier;
    }

    private static DSSDocument[] documents(JsonNode paths) {
        return JsonLines.strings(paths).stream().map(FileDocument::new).toArray(DSSDocument[]::new);
    }

    private static Map<String, Object> signature(SimpleReport report, DiagnosticData data, String id) {
        Map<String, Object> found = token(report, id, report.getSignedBy(id), report.getBestSignatureTime(id));
        PDFRevisionWrapper revision = data.getSignatureById(id).getPDFRevision();
        found.put("field", revision == null ? null : revision.getFirstFieldName());
        found.put("format", report.getSignatureFormat(id).toString());
        found.put("timestamps", report.getSignatureTimestamps(id).stream()
            .map(stamp -> timestamp(report, data, stamp)).collect(Collectors.toList()));
        return found;
    }

    private static Map<String, Object> timestamp(SimpleReport report, DiagnosticData data, XmlTimestamp stamp) {
        Map<String, Object> found = token(report, stamp.getId(), stamp.getProducedBy(), stamp.getProductionTime());
        found.put("type", data.getTimestampById(stamp.getId()).getType().name());
        return found;
    }

    private static Map<String, Object> token(SimpleReport report, String id, String by, Date at) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("indication", String.valueOf(report.getIndication(id)));
        found.put("subIndication", report.getSubIndication(id) == null ? null : report.getSubIndication(id).toString());
        found.put("by", by);
        found.put("at", at == null ? null : at.toInstant().toString());
        found.put("errors", texts(report.getAdESValidationErrors(id)));
        found.put("warnings", texts(report.getAdESValidationWarnings(id)));
        return found;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::getValue).distinct().collect(Collectors.toList());
    }
}
