package dev.nephele.gateway.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never became a request: S3's document, since such bytes name no protocol. The texts are those of S3's
 * front end.
 */
final class ParserErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int failed = response.getStatus();
        int status = failed == 431 || failed < 400 ? 400 : failed;
        byte[] body = document(failed).getBytes(StandardCharsets.UTF_8);
        response.reset();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String document(int failed) {
        return switch (failed) {
            case 431 ->
                document(
                        "RequestHeaderSectionTooLarge",
                        "Your request header section exceeds the maximum allowed size.");
            case 413 -> document("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
            case 414 -> document("URITooLong", "The URI is longer than the server is willing to interpret.");
            case 500 -> document("InternalError", "We encountered an internal error. Please try again.");
            case 503 -> document("ServiceUnavailable", "Please reduce your request rate.");
            default -> document("BadRequest", "An error occurred when parsing the HTTP request.");
        };
    }

    private static String document(String code, String message) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>";
    }
}
