package dev.nephele.junit;

import java.net.URI;
import java.util.List;

/** An account of a cloud. Its clients sign as its root user, who may do everything; its users may what their policies say. */
public final class Account {
    private final String id;
    private final Caller root;
    private final Clients clients;

    Account(URI endpoint, String id, String accessKeyId, String secretAccessKey, String region) {
        this(id, new Clients(endpoint), accessKeyId, secretAccessKey, region);
    }

    private Account(String id, Clients clients, String accessKeyId, String secretAccessKey, String region) {
        this.id = id;
        this.clients = clients;
        this.root = new Caller(clients, accessKeyId, secretAccessKey, region);
    }

    /** Twelve digits. */
    public String id() {
        return id;
    }

    /** Its root user. */
    public Caller root() {
        return root;
    }

    /** A client that signs as the root user, see {@link Caller#client}. */
    public <C> C client(Class<C> type) {
        return root.client(type);
    }

    /**
     * Makes a user with an access key.
     *
     * @param policies documents that become inline policies of the user; without one it may do nothing
     * @throws IllegalStateException with IAM's words if it refuses: {@code EntityAlreadyExists} for a name that is taken,
     *     {@code MalformedPolicyDocument} for a policy that is none
     */
    public Caller user(String name, String... policies) {
        IamCalls iam = new IamCalls(clients.endpoint(), root);
        iam.createUser(name);
        int number = 0;
        for (String policy : List.of(policies)) {
            iam.putUserPolicy(name, "policy-" + ++number, policy);
        }
        IamCalls.AccessKey key = iam.createAccessKey(name);
        return new Caller(clients, key.id(), key.secret(), root.region());
    }

    /** The same account with clients of another Region. */
    public Account in(String region) {
        return new Account(id, clients, root.accessKeyId(), root.secretAccessKey(), region);
    }

    /** The Region of its clients. */
    public String region() {
        return root.region();
    }

    /** The same account in a copy of its cloud. */
    Account in(NepheleCloud copy) {
        return new Account(copy.endpoint(), id, root.accessKeyId(), root.secretAccessKey(), root.region());
    }

    /** Closes its clients, and those of its users. */
    void close() {
        clients.close();
    }
}
