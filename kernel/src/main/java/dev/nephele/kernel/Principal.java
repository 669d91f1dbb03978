package dev.nephele.kernel;

import java.util.Optional;

/** Who makes a call, as AWS names callers. What a principal may do is not known here. */
public sealed interface Principal {

    /** The ARN AWS prints for this caller in messages and {@code GetCallerIdentity}; empty where AWS has none. */
    Optional<Arn> arn();

    /** The account the caller belongs to; empty for anonymous callers and service principals. */
    Optional<AccountId> account();

    /** The value of {@code aws:userid}: {@code AIDA…}, {@code AROA…:session}, the account id, {@code anonymous} … */
    String userId();

    /** The root user of an account. */
    record Root(AccountId id) implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.of(Arn.global("iam", id, "root"));
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.of(id);
        }

        @Override
        public String userId() {
            return id.value();
        }
    }

    /**
     * An IAM user.
     *
     * @param path begins and ends with a slash
     * @param userId the unique id, {@code AIDA…}
     */
    record User(AccountId id, String path, String name, String userId) implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.of(Arn.global("iam", id, "user" + path + name));
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.of(id);
        }
    }

    /**
     * A session of an IAM role.
     *
     * @param rolePath begins and ends with a slash; session ARNs leave it out, {@code aws:PrincipalArn} keeps it
     * @param roleId the role's unique id, {@code AROA…}
     */
    record RoleSession(AccountId id, String rolePath, String roleName, String roleId, String sessionName)
            implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.of(Arn.global("sts", id, "assumed-role/" + roleName + '/' + sessionName));
        }

        /** The ARN of the role itself, with its path. */
        public Arn roleArn() {
            return Arn.global("iam", id, "role" + rolePath + roleName);
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.of(id);
        }

        @Override
        public String userId() {
            return roleId + ':' + sessionName;
        }
    }

    /**
     * A session made by {@code GetFederationToken}.
     *
     * @param parent the IAM user, or the root user, that asked for the session
     */
    record FederatedUser(AccountId id, String name, Principal parent) implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.of(Arn.global("sts", id, "federated-user/" + name));
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.of(id);
        }

        @Override
        public String userId() {
            return id.value() + ':' + name;
        }
    }

    /** An AWS service that calls as itself, such as {@code s3.amazonaws.com}. */
    record Service(String name) implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.empty();
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.empty();
        }

        @Override
        public String userId() {
            return name;
        }
    }

    /** A caller without credentials. */
    record Anonymous() implements Principal {
        @Override
        public Optional<Arn> arn() {
            return Optional.empty();
        }

        @Override
        public Optional<AccountId> account() {
            return Optional.empty();
        }

        @Override
        public String userId() {
            return "anonymous";
        }
    }
}
