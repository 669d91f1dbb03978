package dev.nephele.servicekit.page;

import dev.nephele.servicekit.seal.Seal;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One list: what an operation shows an account in a Region under a filter. */
public final class Listing {
    private final Seal seal;
    private final byte[] bound;
    private final Function<String, RuntimeException> refusal;

    Listing(Seal seal, byte[] bound, Function<String, RuntimeException> refusal) {
        this.seal = seal;
        this.bound = bound;
        this.refusal = refusal;
    }

    /**
     * The page after a token.
     *
     * @param token null for the first page
     * @param most how many items the page holds at most
     * @throws RuntimeException the service's refusal, if the token is none of this list's
     */
    public Wanted page(@Nullable String token, int most) {
        return new Wanted(this, token == null ? new byte[0] : place(token), most);
    }

    String token(byte[] place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.seal(place, bound));
    }

    private byte[] place(String token) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw refusal.apply(token);
        }
        // The decoder is lenient about the last bits; a token is ours to the letter.
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(token)) {
            throw refusal.apply(token);
        }
        return seal.open(sealed, bound).orElseThrow(() -> refusal.apply(token));
    }
}
