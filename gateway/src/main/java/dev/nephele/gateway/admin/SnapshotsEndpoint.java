package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /_nephele/snapshots} lists, {@code POST} of {@code {"name":…}} makes, {@code DELETE …/NAME} removes and
 * {@code POST …/NAME/restore} restores a snapshot; {@code POST /_nephele/fork} of {@code {"to":DIR,"from":NAME?}} copies
 * the cloud, or a snapshot of it, to a new data directory. 404 for an unknown name, 409 for one that exists, 501 where
 * the store is not in this process.
 */
public final class SnapshotsEndpoint implements AdminEndpoint {
    private static final String ROOT = "/_nephele/snapshots";

    private final String path;
    private final Snapshots snapshots;

    private SnapshotsEndpoint(String path, Snapshots snapshots) {
        this.path = path;
        this.snapshots = snapshots;
    }

    /** The three paths of snapshots and forks. */
    public static List<AdminEndpoint> all(Snapshots snapshots) {
        return List.of(
                new SnapshotsEndpoint(ROOT, snapshots),
                new SnapshotsEndpoint(ROOT + "/", snapshots),
                new SnapshotsEndpoint("/_nephele/fork", snapshots));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        if (path.equals(ROOT)) {
            Admin.only(request, "GET", "POST");
            return request.method().equals("GET")
                    ? list()
                    : done(201, snapshots.create(name(Admin.object(request).getOrDefault("name", ""))));
        }
        if (path.endsWith("/")) {
            return one(request, request.path().substring(path.length()));
        }
        Admin.only(request, "POST");
        return fork(Admin.object(request));
    }

    private WireResponse list() {
        List<Snapshots.Snapshot> all = snapshots.list();
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("snapshots");
            for (Snapshots.Snapshot snapshot : all) {
                out.writeStartObject();
                out.writeStringField("name", snapshot.name());
                out.writeStringField(
                        "created", snapshot.created().map(Object::toString).orElse(""));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private WireResponse one(ReceivedRequest request, String rest) {
        if (rest.endsWith("/restore")) {
            Admin.only(request, "POST");
            return done(200, snapshots.restore(name(rest.substring(0, rest.length() - "/restore".length()))));
        }
        Admin.only(request, "DELETE");
        return done(200, snapshots.delete(name(rest)));
    }

    private WireResponse fork(Map<String, String> wish) {
        String to = wish.get("to");
        if (to == null || to.isEmpty()) {
            throw AdminRefusal.badRequest("Give the directory to copy to.");
        }
        try {
            Path target = Path.of(to);
            if (!target.isAbsolute()) {
                throw AdminRefusal.badRequest("The directory must be absolute.");
            }
            Optional<String> from = Optional.ofNullable(wish.get("from")).map(SnapshotsEndpoint::name);
            return done(201, snapshots.fork(from, target));
        } catch (InvalidPathException e) {
            throw AdminRefusal.badRequest("Not a directory: " + to);
        }
    }

    private static String name(String name) {
        if (!dev.nephele.storage.directory.Snapshots.isName(name)) {
            throw AdminRefusal.badRequest("A name has 1 to 64 letters, digits, dots, dashes and underscores,"
                    + " and begins with a letter or digit.");
        }
        return name;
    }

    private static WireResponse done(int status, Snapshots.Answer answer) {
        return switch (answer) {
            case DONE ->
                Admin.json(status, out -> {
                    out.writeStartObject();
                    out.writeStringField("status", "ok");
                    out.writeEndObject();
                });
            case ABSENT -> throw AdminRefusal.notFound("No such snapshot.");
            case EXISTS -> throw new AdminRefusal(409, "It exists already.");
            case UNSUPPORTED -> throw new AdminRefusal(501, "Snapshots need the embedded store.");
        };
    }
}
