package dev.nephele.wire.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Shapes;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.protocol.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors as SDKs look at them. Sources: answers observed from AWS, and the parsers of botocore and the AWS SDK for Java. */
class ErrorFormTest {
    private static final ServiceModel SQS =
            Shapes.service("sqs", "sqs", "AmazonSQS", List.of(Protocol.AWS_JSON_1_0, Protocol.AWS_QUERY));
    private static final ServiceModel KMS =
            Shapes.service("kms", "kms", "TrentService", List.of(Protocol.AWS_JSON_1_1));
    private static final ServiceModel IAM = Shapes.service("iam", "iam", null, List.of(Protocol.AWS_QUERY));
    private static final ServiceModel EC2 = Shapes.service("ec2", "ec2", null, List.of(Protocol.EC2_QUERY));
    private static final ServiceModel ACCOUNT = Shapes.service("account", "account", null, List.of(Protocol.REST_JSON));
    private static final ServiceModel CLOUDWATCH =
            Shapes.service("cloudwatch", "monitoring", "Granite", List.of(Protocol.RPC_V2_CBOR, Protocol.AWS_QUERY));

    private static final ServiceException ABSENT_QUEUE = absentQueue();

    private static ServiceException absentQueue() {
        String code = "AWS.SimpleQueueService.NonExistentQueue";
        Schema schema = Shapes.structure(
                "QueueDoesNotExist",
                new Schema.Traits(
                        null, null, false, null, false, false, false, new Schema.ErrorTraits(code, 400, true)),
                Member.of("message", () -> Shapes.STRING));
        String text = "The specified queue does not exist.";
        return Shapes.modelled(Shapes.value(schema, "message", text), code, 400, text);
    }

    private static WireResponse write(ServiceModel service, Protocol protocol, ServiceException error) {
        return Codecs.of(protocol).error(error, new Answer(service, protocol, "id-1", "POST"));
    }

    private static String body(WireResponse response) {
        return new String(response.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void jsonServiceWithAQueryPastSaysBothNames() {
        WireResponse response = write(SQS, Protocol.AWS_JSON_1_0, ABSENT_QUEUE);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("x-amzn-query-error")).isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(response.header("x-amzn-RequestId")).isEqualTo("id-1");
        assertThat(response.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
        assertThat(body(response))
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
                        + "\"message\":\"The specified queue does not exist.\"}");
    }

    @Test
    void itsQueryFormSaysTheOldCodeAndText() {
        assertThat(body(write(SQS, Protocol.AWS_QUERY, ABSENT_QUEUE)))
                .isEqualTo("<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error>"
                        + "<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message><Detail></Detail>"
                        + "</Error><RequestId>id-1</RequestId></ErrorResponse>");
    }

    @Test
    void errorsOutsideTheModelAreTranslatedForTheQueryForm() {
        ServiceException error = ServiceException.of(
                "MissingRequiredParameterException", 400, "The request must contain the parameter MessageBody.");
        assertThat(body(write(SQS, Protocol.AWS_QUERY, error))).contains("<Code>MissingParameter</Code>");
        assertThat(write(SQS, Protocol.AWS_JSON_1_0, error).header("x-amzn-query-error"))
                .isEqualTo("MissingRequiredParameterException;Sender");
    }

    @Test
    void kmsWritesBareNames() {
        assertThat(body(write(
                        KMS,
                        Protocol.AWS_JSON_1_1,
                        ServiceException.of("ValidationException", 400, "NumberOfBytes is required."))))
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"NumberOfBytes is required.\"}");
    }

    @Test
    void denialsOfTheFrontLayerSayMessageWithACapital() {
        ServiceException denied = ServiceException.of("AccessDeniedException", 400, "User: x is not authorized");
        assertThat(body(write(KMS, Protocol.AWS_JSON_1_1, denied)))
                .isEqualTo("{\"__type\":\"AccessDeniedException\",\"Message\":\"User: x is not authorized\"}");
        assertThat(body(write(SQS, Protocol.AWS_JSON_1_0, denied)))
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#AccessDeniedException\","
                        + "\"Message\":\"User: x is not authorized\"}");
    }

    @Test
    void queryErrorWithoutTextHasNoMessage() {
        assertThat(body(write(IAM, Protocol.AWS_QUERY, ServiceException.of("InternalFailure", 500, null))))
                .isEqualTo("<ErrorResponse><Error><Type>Receiver</Type><Code>InternalFailure</Code></Error>"
                        + "<RequestId>id-1</RequestId></ErrorResponse>");
    }

    @Test
    void ec2WrapsItsErrors() {
        assertThat(body(write(EC2, Protocol.EC2_QUERY, ServiceException.of("InvalidKeyPair.NotFound", 400, "No"))))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
                        + "<Code>InvalidKeyPair.NotFound</Code><Message>No</Message></Error></Errors>"
                        + "<RequestID>id-1</RequestID></Response>");
    }

    @Test
    void restJsonNamesTheErrorInAHeader() {
        WireResponse response =
                write(ACCOUNT, Protocol.REST_JSON, ServiceException.of("ResourceNotFoundException", 404, "No"));
        assertThat(response.header("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException");
        assertThat(body(response)).isEqualTo("{\"message\":\"No\"}");
    }

    @Test
    void cloudWatchWritesItsNamespaces() {
        ServiceException error = ServiceException.of("ValidationException", 400, "No");
        assertThat(body(write(CLOUDWATCH, Protocol.RPC_V2_CBOR, error)))
                .contains("com.amazon.coral.validate#ValidationException");
        assertThat(write(CLOUDWATCH, Protocol.RPC_V2_CBOR, error).header("x-amzn-query-error"))
                .isEqualTo("ValidationError;Sender");
        assertThat(body(write(CLOUDWATCH, Protocol.AWS_QUERY, error))).contains("<Code>ValidationError</Code>");
    }
}
