package dev.nephele.policy;

import dev.nephele.policy.language.PolicyType;

/** What decided. */
public enum Reason {
    /** A call that every authenticated caller may make, whatever policies say. */
    ALWAYS_ALLOWED("alwaysAllowed"),
    /** An operation that this kind of temporary credentials may never call. */
    SESSION_LIMIT("sessionLimit"),
    /** The root user, who may do everything that nothing denies. */
    ROOT("root"),
    /** A KMS grant. */
    GRANT("grant"),
    IDENTITY("identity"),
    BOUNDARY("permissionsBoundary"),
    SESSION("session"),
    SERVICE_CONTROL("serviceControl"),
    RESOURCE_CONTROL("resourceControl"),
    RESOURCE("resource"),
    TRUST("trust"),
    ENDPOINT("vpcEndpoint");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** The name in traces. */
    public String label() {
        return label;
    }

    static Reason of(PolicyType type) {
        return switch (type) {
            case IDENTITY -> IDENTITY;
            case BOUNDARY -> BOUNDARY;
            case SESSION -> SESSION;
            case SERVICE_CONTROL -> SERVICE_CONTROL;
            case RESOURCE_CONTROL -> RESOURCE_CONTROL;
            case RESOURCE, KEY -> RESOURCE;
            case TRUST -> TRUST;
            case ENDPOINT -> ENDPOINT;
        };
    }
}
