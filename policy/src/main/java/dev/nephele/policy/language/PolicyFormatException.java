package dev.nephele.policy.language;

/** Says why a text cannot be read as a policy. Its message is for a person; AWS's texts come from the grammar room. */
public final class PolicyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong */
    public PolicyFormatException(String message) {
        super(message, null, false, false);
    }
}
