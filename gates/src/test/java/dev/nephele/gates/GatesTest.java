package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates close: each rule is shown something that breaks it. */
class GatesTest {
    @TempDir
    Path directory;

    private ParsedSource parse(String text) throws IOException {
        Path file = directory.resolve("Sample.java");
        Files.writeString(file, text);
        return ParsedSource.of(List.of(file)).getFirst();
    }

    @Test
    void seesLongMethod() throws IOException {
        ParsedSource source = parse("class Sample { void grow() {\n" + "int a;\n".repeat(59) + "} }");
        assertThat(source.longMethods()).containsExactly("grow (61 lines)");
        assertThat(parse("class Sample { void fit() {\n" + "int a;\n".repeat(58) + "} }")
                        .longMethods())
                .isEmpty();
    }

    @Test
    void letsLongTableOfOneLineCasesPass() throws IOException {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            cases.append("case ").append(i).append(" -> ").append(i).append(";\n");
        }
        String table = "class Sample { int pick(int n) {\nreturn switch (n) {\n" + cases + "default -> 0;\n};\n} }";
        assertThat(parse(table).longMethods()).isEmpty();
        String blocks = table.replace("case 7 -> 7;", "case 7 -> { int m = n; yield m; }");
        assertThat(parse(blocks).longMethods()).hasSize(1);
    }

    @Test
    void seesBroadCatchAlsoInUnion() throws IOException {
        ParsedSource source =
                parse("class Sample { void a() { try { b(); }\ncatch (IllegalStateException | Error e) {} } }");
        assertThat(source.broadCatches()).containsExactly(2L);
    }

    @Test
    void seesPublicTypes() throws IOException {
        assertThat(parse("public class Sample {} record Other() {}").types())
                .containsExactly(
                        new ParsedSource.TopLevelType("Sample", true), new ParsedSource.TopLevelType("Other", false));
    }

    @Test
    void seesServiceNamedAloneOrBeforeColon() throws IOException {
        ParsedSource source =
                parse("class Sample { // sqs\nString a = \"sqs\", b = \"sqs:SendMessage\",\nc = \"sqs message\"; }");
        assertThat(ServiceNamesTest.named(source, Set.of("sqs")))
                .containsExactly("\"sqs\" in line 2", "\"sqs:SendMessage\" in line 2");
    }

    @Test
    void seesArrowThatPointsUp() {
        assertThat(Rooms.objection("dev.nephele.kernel.Arn", "dev.nephele.wire.Codec"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.services.s3.Bucket", "dev.nephele.services.sqs.Queue"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.services.s3.Bucket", "dev.nephele.gateway.Gateway"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.testkit.Cloud", "dev.nephele.services.s3.Bucket"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.services.s3.Bucket", "dev.nephele.testkit.Cloud"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.attic.Box", "dev.nephele.kernel.Arn"))
                .isPresent();
        assertThat(Rooms.objection("dev.nephele.gateway.Gateway", "dev.nephele.wire.Codec"))
                .isEmpty();
        assertThat(Rooms.objection("dev.nephele.kernel.Arn", "java.lang.String"))
                .isEmpty();
    }

    @Test
    void namesReplacementOfBannedCall() {
        assertThat(BannedCalls.replacement("java.time.Instant", "now", "")).contains("ask kernel.Clock");
        assertThat(BannedCalls.replacement("java.lang.String", "toLowerCase", ""))
                .isPresent();
        assertThat(BannedCalls.replacement("java.lang.String", "toLowerCase", "java.util.Locale"))
                .isEmpty();
    }

    @Test
    void refusesViolationWithoutException() {
        Gate gate = Gate.of("file-length");
        assertThatThrownBy(() -> gate.judge(List.of(new Violation("a/Long.java", "900 lines"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a/Long.java");
    }
}
