package dev.nephele.services.sts;

import dev.nephele.model.ServiceException;

/** The errors of STS. */
final class Problems {
    private Problems() {}

    static ServiceException validation(String message) {
        return ServiceException.of("ValidationError", 400, message);
    }

    static ServiceException invalidParameter(String message) {
        return ServiceException.of("InvalidParameterValue", 400, message);
    }

    static ServiceException accessDenied(String message) {
        return ServiceException.of("AccessDenied", 403, message);
    }

    static ServiceException malformedPolicy(String message) {
        return ServiceException.of("MalformedPolicyDocument", 400, message);
    }

    /** Which percentage of the space for policies and tags a request would use. */
    static ServiceException packedPolicyTooLarge(int percent) {
        return ServiceException.of(
                "PackedPolicyTooLarge",
                400,
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    static ServiceException invalidAuthorizationMessage() {
        return ServiceException.of("InvalidAuthorizationMessageException", 400, "Message is invalid");
    }

    /** No device is registered here, so no code of one can be right. */
    static ServiceException multiFactorFailed() {
        return accessDenied("MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA"
                + " serial number is valid and associated with this user.");
    }
}
