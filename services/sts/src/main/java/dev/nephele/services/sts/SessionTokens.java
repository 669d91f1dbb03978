package dev.nephele.services.sts;

import dev.nephele.access.AccessKeyIds;
import dev.nephele.access.Credential;
import dev.nephele.access.CredentialStore;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Sealed;
import dev.nephele.storage.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials that need not be stored. A session token is base 64 of a version byte, a nonce of twelve bytes
 * and the {@linkplain SealedSession session} encrypted with AES-256-GCM; the secret access key is the first thirty bytes
 * of the HMAC-SHA-256 of the access key id, in base 64. Both use a key of 64 bytes, half for each, that is made when the
 * first session is and kept, sealed, in the state.
 */
final class SessionTokens implements CredentialStore {
    private static final Rows<KeyCodec.Single, Sealed> KEYS =
            Table.partition(0x1101, KeyCodec.single(), RowCodec.sealed());

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 64;
    private static final int SECRET_BYTES = 30;

    /** Longer tokens are not ours: all that a session can carry fits into it. */
    private static final int LONGEST_TOKEN = 32_768;

    private static final Credential INVALID =
            new Credential("", Caller.ANONYMOUS, Optional.empty(), Credential.State.TOKEN_INVALID);

    private final Store store;
    private final Ids ids;
    private final SealedColumn keys;

    SessionTokens(Store store, Ids ids, SealedColumn keys) {
        this.store = store;
        this.ids = ids;
        this.keys = keys;
    }

    /**
     * New credentials for a session.
     *
     * @param minimumTokenSize the fewest characters the token may have; zeros behind the session fill it up
     */
    Issued issue(AccountId account, Principal principal, Session session, int minimumTokenSize) {
        byte[] key = key();
        String id = AccessKeyIds.create(AccessKeyIds.TEMPORARY, account, ids);
        byte[] nonce = new byte[NONCE];
        ids.fill(nonce);
        byte[] content = SealedSession.CODEC.encode(new SealedSession(id, principal, session));
        int overhead = 1 + NONCE + TAG_BITS / 8;
        byte[] plain = Arrays.copyOf(content, Math.max(content.length, (minimumTokenSize + 3) / 4 * 3 - overhead));
        byte[] sealed = Objects.requireNonNull(crypt(Cipher.ENCRYPT_MODE, key, nonce, plain));
        byte[] token = new byte[1 + NONCE + sealed.length];
        token[0] = VERSION;
        System.arraycopy(nonce, 0, token, 1, NONCE);
        System.arraycopy(sealed, 0, token, 1 + NONCE, sealed.length);
        return new Issued(id, secret(key, id), Base64.getEncoder().encodeToString(token), session.expires());
    }

    /** Knows every key of the temporary form; without the token that belongs to it, it is invalid. */
    @Override
    public Optional<Credential> find(View view, String accessKeyId, Optional<String> sessionToken) {
        if (!accessKeyId.startsWith(AccessKeyIds.TEMPORARY)) {
            return Optional.empty();
        }
        byte[] key = known(view);
        SealedSession session = key == null || sessionToken.isEmpty() ? null : open(key, sessionToken.get());
        if (key == null || session == null || !session.accessKeyId().equals(accessKeyId)) {
            return Optional.of(INVALID);
        }
        return Optional.of(new Credential(
                secret(key, accessKeyId),
                session.caller(),
                Optional.of(session.session().expires()),
                Credential.State.ACTIVE));
    }

    private static @Nullable SealedSession open(byte[] key, String token) {
        if (token.length() > LONGEST_TOKEN) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < 1 + NONCE + TAG_BITS / 8 || bytes[0] != VERSION) {
            return null;
        }
        byte[] nonce = Arrays.copyOfRange(bytes, 1, 1 + NONCE);
        byte[] plain = crypt(Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOfRange(bytes, 1 + NONCE, bytes.length));
        return plain == null ? null : SealedSession.CODEC.decode(plain);
    }

    /** The key of this cloud, which the first session makes. */
    private byte[] key() {
        try (StoreView view = store.view()) {
            byte[] known = known(view);
            if (known != null) {
                return known;
            }
        }
        byte[] fresh = new byte[KEY_BYTES];
        ids.fill(fresh);
        Sealed sealed = keys.seal(fresh, KEYS, KeyCodec.Single.ROW);
        return store.transact(transaction -> {
            byte[] known = known(transaction);
            if (known == null) {
                KEYS.put(transaction, KeyCodec.Single.ROW, sealed);
            }
            return known == null ? fresh : known;
        });
    }

    private byte @Nullable [] known(View view) {
        Sealed sealed = KEYS.get(view, KeyCodec.Single.ROW);
        return sealed == null ? null : keys.open(sealed, KEYS, KeyCodec.Single.ROW);
    }

    /** Seals the key that an older program left in plain. */
    void sealOlder() {
        store.update(transaction -> {
            Sealed found = KEYS.get(transaction, KeyCodec.Single.ROW);
            if (found != null && found.isPlain()) {
                KEYS.put(transaction, KeyCodec.Single.ROW, keys.sealed(found, KEYS, KeyCodec.Single.ROW));
            }
        });
    }

    /** Null when a token was not sealed with this key. */
    private static byte @Nullable [] crypt(int mode, byte[] key, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, 0, KEY_BYTES / 2, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static String secret(byte[] key, String accessKeyId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, KEY_BYTES / 2, KEY_BYTES / 2, "HmacSHA256"));
            byte[] digest = mac.doFinal(accessKeyId.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, SECRET_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** New temporary credentials. */
    record Issued(String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {}
}
