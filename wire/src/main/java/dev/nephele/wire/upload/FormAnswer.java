package dev.nephele.wire.upload;

import dev.nephele.wire.Percent;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.xml.XmlWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The answer to a posted form: what PutObject answers, with the place of the object and the status that the form asks
 * for (S3 API Reference, "POST Object").
 */
public final class FormAnswer {
    private static final int SEE_OTHER = 303;
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private FormAnswer() {}

    /**
     * The answer.
     *
     * @param put the answer of the PutObject
     * @param place the URL of the bucket, with a slash at its end
     * @param bucket the bucket's name
     */
    public static WireResponse of(PostForm form, WireResponse put, String place, String bucket) {
        String key = form.field("key").orElse("");
        String etag = Optional.ofNullable(put.header("ETag")).orElse("");
        String object = place + Percent.encode(key, false);
        Optional<String> redirect = form.field("success_action_redirect")
                .or(() -> form.field("redirect"))
                .filter(FormAnswer::isUrl);
        if (redirect.isPresent()) {
            String target = redirect.get();
            String found = "bucket=" + Percent.encode(bucket, false) + "&key=" + Percent.encode(key, false) + "&etag="
                    + Percent.encode(etag, false);
            return copy(put, SEE_OTHER).header("Location", target + (target.indexOf('?') < 0 ? '?' : '&') + found);
        }
        int status = switch (form.field("success_action_status").orElse("")) {
            case "200" -> OK;
            case "201" -> CREATED;
            default -> NO_CONTENT;
        };
        WireResponse response = copy(put, status).header("Location", object);
        if (status == CREATED) {
            XmlWriter xml = new XmlWriter().declaration().start("PostResponse");
            xml.element("Location", object)
                    .element("Bucket", bucket)
                    .element("Key", key)
                    .element("ETag", etag)
                    .end("PostResponse");
            xml.bytes().into(response.header("Content-Type", "application/xml"));
        }
        return response;
    }

    private static WireResponse copy(WireResponse put, int status) {
        WireResponse copy = new WireResponse(status);
        put.eachHeader(copy::header);
        return copy;
    }

    /** Whether browsers can be sent there; S3 takes all else for not said. */
    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
