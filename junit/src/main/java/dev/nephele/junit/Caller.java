package dev.nephele.junit;

/** Somebody with an access key, in a Region. */
public final class Caller {
    private final Clients clients;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;

    Caller(Clients clients, String accessKeyId, String secretAccessKey, String region) {
        this.clients = clients;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
    }

    public String accessKeyId() {
        return accessKeyId;
    }

    public String secretAccessKey() {
        return secretAccessKey;
    }

    /** The Region of its clients. */
    public String region() {
        return region;
    }

    /** The same caller with clients of another Region. */
    public Caller in(String code) {
        return new Caller(clients, accessKeyId, secretAccessKey, code);
    }

    /**
     * A client that signs with the access key. It is made once and closed with the account, or with the cloud.
     *
     * @param type of AWS's SDK for Java v2, such as {@code S3Client.class}, {@code SqsAsyncClient.class} or
     *     {@code S3Presigner.class}
     * @throws IllegalArgumentException if it is none
     */
    public <C> C client(Class<C> type) {
        return clients.client(type, this);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Caller[" + accessKeyId + ", " + region + ']';
    }
}
