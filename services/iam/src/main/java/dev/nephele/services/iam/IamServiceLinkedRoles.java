package dev.nephele.services.iam;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.*;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.storage.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The roles that services keep for themselves. Deleting one is done at once; its task says SUCCEEDED.
 *
 * <p>{@code service-linked-roles.tsv} has a row for each service that has such a role, as seen in AWS's answers or in the
 * service's documentation: principal, role name, name of AWS's policy, whether a suffix may be given, description.
 */
final class IamServiceLinkedRoles implements ServiceLinkedRoles {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Store store;
    private final Ids ids;
    private final Limits limits;

    IamServiceLinkedRoles(Store store, Ids ids, Limits limits) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
    }

    @Override
    public CreateServiceLinkedRoleResponse createServiceLinkedRole(CreateServiceLinkedRoleRequest request, Call call) {
        String principal = request.awsServiceName();
        Kind kind = kind(principal)
                .orElseThrow(() -> Problems.invalidInput("Service role for " + principal + " is not supported."));
        String suffix = request.customSuffix();
        if (suffix != null && !kind.suffixAllowed()) {
            throw Problems.invalidInput("Custom suffix is not allowed for " + principal);
        }
        String name = kind.roleName() + (suffix == null ? "" : "_" + suffix);
        Entity entity = Directory.create(Entity.Kind.ROLE, path(principal), name, ids, call.instant());
        Role role = new Role(
                entity,
                kind.trustPolicy(),
                Optional.ofNullable(request.description()).or(kind::description),
                LONGEST,
                Tags.NONE,
                Optional.empty(),
                List.of(kind.policyArn()));
        store.update(call, transaction -> {
            if (State.ROLES.in(call).exists(transaction, entity.key())) {
                throw Problems.invalidInput("Service role name " + name
                        + " has been taken in this account, please try a different suffix.");
            }
            IamRoles.insert(transaction, call.account(), role, limits);
            PolicyUsers.link(transaction, call.account(), entity, kind.policyArn());
        });
        return new CreateServiceLinkedRoleResponse(Answers.createdRole(call.account(), role, role.trust()));
    }

    private static String path(String principal) {
        return Role.SERVICE_LINKED_PATH + principal + "/";
    }

    /** The role's name is not known from the request alone where a service has none. */
    @Override
    public List<Requirement> createServiceLinkedRoleRule(CreateServiceLinkedRoleRequest request, Undecided call) {
        String principal = request.awsServiceName();
        String name = kind(principal).map(Kind::roleName).orElse("");
        String suffix = request.customSuffix() == null ? "" : "_" + request.customSuffix();
        return Rules.onNew(
                        "iam:CreateServiceLinkedRole", call, Entity.Kind.ROLE, path(principal), name + suffix, Map.of())
                .with("iam:AWSServiceName", principal)
                .only();
    }

    @Override
    public DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(DeleteServiceLinkedRoleRequest request, Call call) {
        String task = ids.uuid();
        String path = store.transact(call, transaction -> {
            Role role = State.ROLES
                    .in(call)
                    .find(transaction, Entity.key(request.roleName()))
                    .filter(Role::serviceLinked)
                    .orElseThrow(() -> Problems.notFound(Entity.Kind.ROLE, request.roleName()));
            IamRoles.delete(transaction, call.account(), role, limits);
            String id = "task" + role.entity().path() + role.entity().name() + "/" + task;
            State.DELETIONS.in(call).put(transaction, id, call.instant());
            return id;
        });
        return new DeleteServiceLinkedRoleResponse(path);
    }

    @Override
    public GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
            GetServiceLinkedRoleDeletionStatusRequest request, Call call) {
        return store.read(call, view -> {
            if (!State.DELETIONS.in(call).exists(view, request.deletionTaskId())) {
                throw Problems.noSuchEntity("The deletion task " + request.deletionTaskId() + " cannot be found.");
            }
            return new GetServiceLinkedRoleDeletionStatusResponse("SUCCEEDED", null);
        });
    }

    /** Decided on the ARN of the role that was deleted, which the id of the task tells. */
    @Override
    public List<Requirement> getServiceLinkedRoleDeletionStatusRule(
            GetServiceLinkedRoleDeletionStatusRequest request, Undecided call) {
        String id = request.deletionTaskId();
        int from = id.indexOf('/');
        int to = id.lastIndexOf('/');
        String action = "iam:GetServiceLinkedRoleDeletionStatus";
        return from < 0 || to <= from
                ? Requirement.of(action, call.account()).only()
                : Requirement.of(
                                action,
                                Arn.global("iam", call.account(), "role" + id.substring(from, to)),
                                call.account())
                        .only();
    }

    private static Optional<Kind> kind(String principal) {
        return Optional.ofNullable(Holder.KINDS.get(principal));
    }

    private static Map<String, Kind> read() {
        InputStream in = IamServiceLinkedRoles.class.getResourceAsStream("service-linked-roles.tsv");
        if (in == null) {
            throw new IllegalStateException("service-linked-roles.tsv is missing from the build");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().map(Kind::of).collect(Collectors.toUnmodifiableMap(Kind::principal, kind -> kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The role of a service.
     *
     * @param suffixAllowed whether a custom suffix makes further roles
     * @param description what the role says if the caller gives none
     */
    private record Kind(
            String principal, String roleName, String policyName, boolean suffixAllowed, Optional<String> description) {
        private static Kind of(String row) {
            String[] part = row.split("\t", -1);
            return new Kind(
                    part[0],
                    part[1],
                    part[2],
                    part[3].equals("suffix"),
                    part[4].isEmpty() ? Optional.empty() : Optional.of(part[4]));
        }

        String policyArn() {
            return Find.AWS_POLICY + "aws-service-role/" + policyName;
        }

        /** The trust policy that every such role has. */
        String trustPolicy() {
            return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                    + principal + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        }
    }

    private static final class Holder {
        private static final Map<String, Kind> KINDS = read();
    }
}
