package dev.nephele.services.sts;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a session token carries. Version 1: access key id, principal, kind, issued, expires, multi-factor, tags,
 * transitive keys, source identity, policy, policy ARNs, claims.
 *
 * @param accessKeyId the temporary key that the token belongs to
 */
record SealedSession(String accessKeyId, Principal principal, Session session) {
    static final RowCodec<SealedSession> CODEC = RowCodec.of(1, SealedSession::write, SealedSession::read);

    Caller caller() {
        return new Caller(principal, Optional.of(session), Optional.of(accessKeyId));
    }

    private void write(RowWriter out) {
        out.text(accessKeyId);
        writePrincipal(out, principal);
        out.symbol(session.kind()).instant(session.issued()).instant(session.expires());
        out.optional(
                session.multiFactor(),
                (row, factor) -> row.flag(factor.present()).optionalInstant(factor.at()));
        out.texts(session.tags().tags())
                .texts(new TreeSet<>(session.tags().transitive()))
                .optionalText(session.tags().sourceIdentity());
        out.optionalText(session.policies().document()).texts(session.policies().arns());
        out.map(session.claims(), RowWriter::text, RowWriter::texts);
    }

    private static SealedSession read(RowReader in) {
        return new SealedSession(
                in.text(),
                readPrincipal(in),
                new Session(
                        in.symbol(Session.Kind.class),
                        in.instant(),
                        in.instant(),
                        in.optional(row -> new Session.MultiFactor(row.flag(), row.optionalInstant())),
                        new Session.Tags(in.textMap(), Set.copyOf(in.texts()), in.optionalText()),
                        new Session.Policies(in.optionalText(), in.texts()),
                        in.map(RowReader::text, RowReader::texts)));
    }

    private static void writePrincipal(RowWriter out, Principal principal) {
        switch (principal) {
            case Principal.Root root -> out.text("root").text(root.id().value());
            case Principal.User user ->
                out.text("user")
                        .text(user.id().value())
                        .text(user.path())
                        .text(user.name())
                        .text(user.userId());
            case Principal.RoleSession role ->
                out.text("role")
                        .text(role.id().value())
                        .text(role.rolePath())
                        .text(role.roleName())
                        .text(role.roleId())
                        .text(role.sessionName());
            case Principal.FederatedUser federated -> {
                out.text("federated").text(federated.id().value()).text(federated.name());
                writePrincipal(out, federated.parent());
            }
            case Principal.Service service -> throw new IllegalStateException("services have no sessions");
            case Principal.Anonymous anonymous -> throw new IllegalStateException("nobody has no session");
        }
    }

    private static Principal readPrincipal(RowReader in) {
        String kind = in.text();
        AccountId account = new AccountId(in.text());
        return switch (kind) {
            case "root" -> new Principal.Root(account);
            case "user" -> new Principal.User(account, in.text(), in.text(), in.text());
            case "role" -> new Principal.RoleSession(account, in.text(), in.text(), in.text(), in.text());
            case "federated" -> new Principal.FederatedUser(account, in.text(), readPrincipal(in));
            default -> throw new IllegalStateException("unknown kind of principal");
        };
    }
}
