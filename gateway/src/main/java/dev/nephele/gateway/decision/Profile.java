package dev.nephele.gateway.decision;

import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decoder;
import dev.nephele.gateway.record.Encoder;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Principal;
import dev.nephele.policy.PrincipalPolicies;
import dev.nephele.policy.SessionLimit;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a principal at some time: its name, the condition keys that it brings to every call, and the policies
 * that bind it. It is one content of the record, so that the many calls of one principal refer to one profile.
 *
 * <p>Layout, version 1: version octet; principal; condition keys; identity policies; flag and boundary; flag and session
 * policies; flag and SCP levels; session limit; whether service-linked. A policy is its name, its ARN or nothing, and the
 * hash of its text.
 *
 * @param keys condition keys by name
 * @param organization the organization the principal's account belongs to; empty if none
 */
record Profile(Principal principal, Map<String, List<String>> keys, Bonds bonds, Optional<String> organization) {
    private static final int VERSION = 1;

    /**
     * The policies that bind a principal.
     *
     * @param session empty when no session policy was passed
     * @param serviceControl by level, root first; empty where SCPs do not apply
     */
    record Bonds(
            List<PolicyRef> identity,
            Optional<PolicyRef> boundary,
            Optional<List<PolicyRef>> session,
            Optional<List<PolicyRef.AtLevel>> serviceControl,
            SessionLimit limit,
            boolean serviceLinked) {
        static final Bonds NONE =
                new Bonds(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), SessionLimit.NONE, false);

        PrincipalPolicies compile(Texts texts) {
            PrincipalPolicies.Builder builder = PrincipalPolicies.builder()
                    .identity(PolicyRef.bind(identity, texts))
                    .boundary(boundary.map(ref -> ref.bind(texts)))
                    .limit(limit)
                    .serviceLinked(serviceLinked);
            session.ifPresent(policies -> builder.session(PolicyRef.bind(policies, texts)));
            serviceControl.ifPresent(levels ->
                    builder.serviceControl(PolicyRef.AtLevel.bind(PolicyType.SERVICE_CONTROL, levels, texts)));
            return builder.build();
        }

        /** Every text. */
        List<Content> texts() {
            List<Content> all = new ArrayList<>();
            identity.forEach(ref -> all.add(ref.text()));
            boundary.ifPresent(ref -> all.add(ref.text()));
            session.ifPresent(policies -> policies.forEach(ref -> all.add(ref.text())));
            serviceControl.ifPresent(levels ->
                    levels.forEach(level -> level.policies().forEach(ref -> all.add(ref.text()))));
            return all;
        }
    }

    Subject subject() {
        return Subject.of(principal);
    }

    Context context() {
        return Context.builder().putAll(keys).build();
    }

    Content content() {
        Encoder out = new Encoder(1024);
        out.octet(VERSION);
        write(out, principal);
        out.lists(keys).text(organization.orElse(""));
        Refs.write(out, bonds.identity());
        Refs.writeOptional(out, bonds.boundary().map(List::of));
        Refs.writeOptional(out, bonds.session());
        Refs.writeLevels(out, bonds.serviceControl());
        out.text(bonds.limit().name()).flag(bonds.serviceLinked());
        return Content.of(out.toByteArray());
    }

    static Profile read(byte[] bytes, Refs.Source source) {
        Decoder in = new Decoder(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalStateException("profile of version " + version);
        }
        Principal principal = principal(in);
        Map<String, List<String>> keys = in.lists();
        String organization = in.text();
        Bonds bonds = new Bonds(
                Refs.read(in, PolicyType.IDENTITY, source),
                Refs.readOptional(in, PolicyType.BOUNDARY, source).map(List::getFirst),
                Refs.readOptional(in, PolicyType.SESSION, source),
                Refs.readLevels(in, PolicyType.SERVICE_CONTROL, source),
                SessionLimit.valueOf(in.text()),
                in.flag());
        return new Profile(
                principal, keys, bonds, organization.isEmpty() ? Optional.empty() : Optional.of(organization));
    }

    private static void write(Encoder out, Principal principal) {
        switch (principal) {
            case Principal.Root root -> out.octet(0).text(root.id().value());
            case Principal.User user ->
                out.octet(1)
                        .text(user.id().value())
                        .text(user.path())
                        .text(user.name())
                        .text(user.userId());
            case Principal.RoleSession role ->
                out.octet(2)
                        .text(role.id().value())
                        .text(role.rolePath())
                        .text(role.roleName())
                        .text(role.roleId())
                        .text(role.sessionName());
            case Principal.FederatedUser user -> {
                out.octet(3).text(user.id().value()).text(user.name());
                write(out, user.parent());
            }
            case Principal.Service service -> out.octet(4).text(service.name());
            case Principal.Anonymous anonymous -> out.octet(5);
        }
    }

    private static Principal principal(Decoder in) {
        return switch (in.octet()) {
            case 0 -> new Principal.Root(new AccountId(in.text()));
            case 1 -> new Principal.User(new AccountId(in.text()), in.text(), in.text(), in.text());
            case 2 -> new Principal.RoleSession(new AccountId(in.text()), in.text(), in.text(), in.text(), in.text());
            case 3 -> new Principal.FederatedUser(new AccountId(in.text()), in.text(), principal(in));
            case 4 -> new Principal.Service(in.text());
            case 5 -> new Principal.Anonymous();
            default -> throw new IllegalStateException("unknown kind of principal");
        };
    }
}
