package dev.nephele.services.s3.answer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Continuation tokens: the place where a page ended. */
public final class Tokens {
    private Tokens() {}

    public static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws dev.nephele.model.ServiceException {@code InvalidArgument} */
    public static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw Problems.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }
    }
}
