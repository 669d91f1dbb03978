package dev.nephele.policy.language;

/** The kinds of policy that AWS tells apart, and what differs in reading their statements. */
public enum PolicyType {
    /** Attached to a user, group or role. */
    IDENTITY("identity", false),
    /** The limit of what identity policies of one user or role may grant. */
    BOUNDARY("permissionsBoundary", false),
    /** Passed when a session was made. */
    SESSION("session", false),
    /** An organization's limit on principals. */
    SERVICE_CONTROL("serviceControl", false),
    /** An organization's limit on resources. */
    RESOURCE_CONTROL("resourceControl", true),
    /** A bucket's, queue's, topic's … policy. */
    RESOURCE("resource", true),
    /** The policy of a KMS key. */
    KEY("key", true),
    /** The trust policy of a role. */
    TRUST("trust", true),
    /** The policy of a VPC endpoint. */
    ENDPOINT("vpcEndpoint", true);

    private final String label;
    private final boolean principals;

    PolicyType(String label, boolean principals) {
        this.label = label;
        this.principals = principals;
    }

    /** The name in traces. */
    public String label() {
        return label;
    }

    /** Whether statements say whom they concern. */
    public boolean hasPrincipals() {
        return principals;
    }
}
