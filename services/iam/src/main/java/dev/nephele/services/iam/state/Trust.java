package dev.nephele.services.iam.state;

import dev.nephele.services.iam.document.Principals;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trust policy. The users and roles it names are pinned to their unique ids when it is written, so that an entity of
 * the same name made later is not trusted (IAM User Guide, "Principal").
 *
 * @param document as the caller wrote it
 * @param pins the unique id of each user and role that the document names, by ARN
 * @param pinned the document with ids in place of the ARNs: what is decided on
 */
public record Trust(String document, Map<String, String> pins, String pinned) {
    public Trust {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    public static Trust of(String document, Map<String, String> pins) {
        return new Trust(
                document, pins, pins.isEmpty() ? document : Principals.replace(document, arn -> pins.getOrDefault(arn, arn)));
    }
}
