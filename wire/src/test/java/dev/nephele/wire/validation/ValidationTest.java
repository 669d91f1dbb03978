package dev.nephele.wire.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.Constraints;
import dev.nephele.model.Schema.Kind;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** AWS's validation texts. Source: answers observed from KMS, IAM, SQS and EC2. */
class ValidationTest {
    private static final Validation VALIDATION = new Validation(Set.of("kms:Exempt", "kms:Partly.KeySpec"));
    private static final Schema NUMBER = scalar(Kind.INTEGER, new Constraints(1.0, 1024.0, null, List.of()));
    private static final Schema NAME = scalar(Kind.STRING, new Constraints(1.0, 8.0, "[\\w]+", List.of()));
    private static final Schema SPEC =
            scalar(Kind.STRING, new Constraints(null, null, null, List.of("RSA_2048", "HMAC_256")));
    private static final Schema BYTES = scalar(Kind.BLOB, new Constraints(1.0, 4.0, null, List.of()));
    private static final Schema SLOW = scalar(Kind.STRING, new Constraints(null, null, "(a|aa)+b", List.of()));
    private static final Schema ODD = scalar(Kind.STRING, new Constraints(null, null, "[", List.of()));
    private static final Schema SECRET = Schema.scalar("Secret", Kind.STRING)
            .constraints(new Constraints(1.0, 3.0, null, List.of()))
            .traits(new Schema.Traits(null, null, false, null, true, false, false, null))
            .build();
    private static final Schema TAG = Shapes.structure(
            "Tag", Member.of("TagKey", () -> NAME).required(), Member.of("TagValue", () -> Shapes.STRING));
    private static final Schema TAGS =
            Schema.list("TagList", Member.of("member", () -> TAG)).build();
    private static final Schema NAMES =
            Schema.list("NameList", Member.of("member", () -> NAME)).build();
    private static final Schema CONTEXT = Schema.map(
                    "Context", Member.of("key", () -> NAME), Member.of("value", () -> Shapes.STRING))
            .build();
    private static final Schema INPUT = Shapes.structure(
            "Input",
            Member.of("NumberOfBytes", () -> NUMBER),
            Member.of("KeySpec", () -> SPEC),
            Member.of("Plaintext", () -> BYTES),
            Member.of("Password", () -> SECRET),
            Member.of("Tags", () -> TAGS),
            Member.of("Names", () -> NAMES),
            Member.of("Context", () -> CONTEXT),
            Member.of("Slow", () -> SLOW),
            Member.of("Odd", () -> ODD));
    private static final Schema DEMANDING = Shapes.structure(
            "Demanding", Member.of("KeyId", () -> Shapes.STRING).required(), Member.of("Status", () -> SPEC));

    private static Schema scalar(Kind kind, Constraints constraints) {
        return Schema.scalar("Scalar", kind).constraints(constraints).build();
    }

    private static Operation<Structure, Structure> operation(String service, Schema input) {
        return Shapes.operation(service, "Operation", "POST", "/", input, Shapes.structure("Empty"));
    }

    private static ServiceException refused(String service, Protocol protocol, Schema schema, Object... pairs) {
        Answer answer = new Answer(Shapes.service(service, service, null, List.of(protocol)), protocol, "id", "POST");
        return Assertions.assertThrows(
                ServiceException.class,
                () -> VALIDATION.check(operation(service, schema), Shapes.value(schema, pairs), answer));
    }

    private static String text(Object... pairs) {
        ServiceException error = refused("kms", Protocol.AWS_JSON_1_1, INPUT, pairs);
        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.status()).isEqualTo(400);
        return error.text().orElseThrow();
    }

    @Test
    void rangeIsSaidWithValueAndPath() {
        assertThat(text("NumberOfBytes", 0))
                .isEqualTo("1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 1");
        assertThat(text("NumberOfBytes", 1025)).endsWith("Member must have value less than or equal to 1024");
    }

    @Test
    void enumListsItsValuesInTheModelsOrder() {
        assertThat(text("KeySpec", "AES"))
                .isEqualTo("1 validation error detected: Value 'AES' at 'keySpec' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [RSA_2048, HMAC_256]");
    }

    @Test
    void blobsAndSecretsAreNotRepeated() {
        assertThat(text("Plaintext", Blob.wrap(new byte[5])))
                .isEqualTo("1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 4");
        assertThat(text("Password", "hunter2")).doesNotContain("hunter2").contains("Value at 'password'");
    }

    @Test
    void membersOfListsHaveTheirIndex() {
        assertThat(text("Tags", List.of(Shapes.value(TAG, "TagKey", "a"), Shapes.value(TAG, "TagKey", "aaaaaaaaa"))))
                .isEqualTo("1 validation error detected: Value 'aaaaaaaaa' at 'tags.2.member.tagKey' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 8");
        assertThat(text("Tags", List.of(Shapes.value(TAG))))
                .isEqualTo("1 validation error detected: Value null at 'tags.1.member.tagKey' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    @Test
    void scalarElementsAndKeysAreHeldAgainstAllTheirConstraints() {
        String all = "[Member must have length less than or equal to 8, Member must have length greater than or equal"
                + " to 1, Member must satisfy regular expression pattern: [\\w]+]";
        assertThat(text("Names", List.of("a", "b c")))
                .isEqualTo("1 validation error detected: Value '[a, b c]' at 'names' failed to satisfy constraint:"
                        + " Member must satisfy constraint: " + all);
        assertThat(text("Context", Map.of("b c", "x")))
                .isEqualTo("1 validation error detected: Value '{b c=x}' at 'context' failed to satisfy constraint:"
                        + " Map keys must satisfy constraint: " + all);
    }

    @Test
    void severalViolationsAreCountedAndJoined() {
        assertThat(text("NumberOfBytes", 0, "KeySpec", "AES"))
                .startsWith("2 validation errors detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: ")
                .contains("; Value 'AES' at 'keySpec' failed to satisfy constraint: ");
    }

    @Test
    void iamSaysNeitherValueNorEnum() {
        ServiceException error = refused("iam", Protocol.AWS_QUERY, DEMANDING, "KeyId", "x", "Status", "On");
        assertThat(error.code()).isEqualTo("ValidationError");
        assertThat(error.text())
                .contains("1 validation error detected: Value at 'status' failed to satisfy constraint:"
                        + " Member must satisfy enum value set");
    }

    @Test
    void queryProtocolsSayValidationError() {
        assertThat(refused("sts", Protocol.AWS_QUERY, DEMANDING).code()).isEqualTo("ValidationError");
        assertThat(refused("sts", Protocol.AWS_QUERY, DEMANDING).text())
                .contains("1 validation error detected: Value null at 'keyId' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void sqsAndEc2AskForTheParameterOnly() {
        ServiceException sqs = refused("sqs", Protocol.AWS_JSON_1_0, DEMANDING, "Status", "On");
        assertThat(sqs.code()).isEqualTo("MissingRequiredParameterException");
        assertThat(sqs.text()).contains("The request must contain the parameter KeyId.");
        ServiceException ec2 = refused("ec2", Protocol.EC2_QUERY, DEMANDING, "Status", "On");
        assertThat(ec2.code()).isEqualTo("MissingParameter");
        assertThat(ec2.text()).contains("The request must contain the parameter KeyId");
    }

    @Test
    void s3LooksIntoTheDocumentOnly() {
        Schema put = Shapes.structure(
                "Put",
                Member.of("Bucket", () -> NAME).required().at(Member.Location.URI),
                Member.of("Tagging", () -> DEMANDING).at(Member.Location.PAYLOAD));
        assertThat(refused("s3", Protocol.S3, put, "Tagging", Shapes.value(DEMANDING))
                        .code())
                .isEqualTo("MalformedXML");
        Answer answer = new Answer(Shapes.service("s3", "s3", null, List.of(Protocol.S3)), Protocol.S3, "id", "PUT");
        assertThatCode(() -> VALIDATION.check(
                        operation("s3", put),
                        Shapes.value(put, "Bucket", "no bucket name", "Tagging", Shapes.value(DEMANDING, "KeyId", "x")),
                        answer))
                .doesNotThrowAnyException();
    }

    @Test
    void serviceMayCheckAnOperationOrMemberItself() {
        Answer answer = new Answer(null, Protocol.AWS_JSON_1_1, "id", "POST");
        Schema none = Shapes.structure("Empty");
        assertThatCode(() -> {
                    VALIDATION.check(
                            Shapes.operation("kms", "Exempt", "POST", "/", INPUT, none),
                            Shapes.value(INPUT, "NumberOfBytes", 0),
                            answer);
                    VALIDATION.check(
                            Shapes.operation("kms", "Partly", "POST", "/", INPUT, none),
                            Shapes.value(INPUT, "KeySpec", "AES"),
                            answer);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void patternThatCouldRunForeverEnds() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(text("Slow", "a".repeat(10_000))).contains("regular expression pattern"));
    }

    @Test
    void patternThatJavaDoesNotKnowAcceptsEverything() {
        Answer answer = new Answer(null, Protocol.AWS_JSON_1_1, "id", "POST");
        assertThatCode(() -> VALIDATION.check(operation("kms", INPUT), Shapes.value(INPUT, "Odd", "x"), answer))
                .doesNotThrowAnyException();
    }
}
