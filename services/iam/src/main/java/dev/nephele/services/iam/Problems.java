package dev.nephele.services.iam;

import dev.nephele.model.ServiceException;
import dev.nephele.services.iam.state.Entity;

/** The errors of IAM with AWS's texts. Those without a source beside them were seen in AWS's answers. */
final class Problems {
    private Problems() {}

    static ServiceException noSuchEntity(String message) {
        return ServiceException.of("NoSuchEntity", 404, message);
    }

    /** An entity that a request names and the account does not have. */
    static ServiceException notFound(Entity.Kind kind, String name) {
        return noSuchEntity(
                switch (kind) {
                    case USER -> "The user with name " + name + " cannot be found.";
                    case GROUP -> "The group with name " + name + " cannot be found.";
                    case ROLE -> "The role with name " + name + " cannot be found.";
                    case POLICY -> "Policy " + name + " was not found.";
                    case INSTANCE_PROFILE -> "Instance Profile " + name + " cannot be found.";
                });
    }

    /** A policy that a request names in order to attach it. */
    static ServiceException notAttachable(String policyArn) {
        return noSuchEntity("Policy " + policyArn + " does not exist or is not attachable.");
    }

    static ServiceException alreadyExists(Entity.Kind kind, String name) {
        return ServiceException.of(
                "EntityAlreadyExists",
                409,
                switch (kind) {
                    case USER -> "User with name " + name + " already exists.";
                    case GROUP -> "Group with name " + name + " already exists.";
                    case ROLE -> "Role with name " + name + " already exists.";
                    case POLICY -> "A policy called " + name + " already exists. Duplicate names are not allowed.";
                    case INSTANCE_PROFILE -> "Instance Profile " + name + " already exists.";
                });
    }

    static ServiceException aliasTaken(String alias) {
        return ServiceException.of("EntityAlreadyExists", 409, "The account alias " + alias + " already exists.");
    }

    static ServiceException deleteConflict(String message) {
        return ServiceException.of("DeleteConflict", 409, message);
    }

    static ServiceException limitExceeded(String message) {
        return ServiceException.of("LimitExceeded", 409, message);
    }

    static ServiceException invalidInput(String message) {
        return ServiceException.of("InvalidInput", 400, message);
    }

    static ServiceException validation(String message) {
        return ServiceException.of("ValidationError", 400, message);
    }

    static ServiceException malformedPolicy(String message) {
        return ServiceException.of("MalformedPolicyDocument", 400, message);
    }

    static ServiceException notAttachableToCustomers() {
        return ServiceException.of(
                "PolicyNotAttachable", 400, "Cannot attach a Service Role Policy to a Customer Role.");
    }

    /** A role that only its service may change. */
    static ServiceException protectedRole(String name) {
        return ServiceException.of(
                "UnmodifiableEntity",
                400,
                "Cannot perform the operation on the protected role '" + name
                        + "' - this role is only modifiable by AWS");
    }

    /** A change to a managed policy of AWS or of another account. */
    static ServiceException foreignPolicy() {
        return ServiceException.of("AccessDenied", 403, "Policy is outside your own account.");
    }
}
