package dev.nephele.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A cloud that is filled with so many objects, messages and roles, and the requests that ask among all of them.
 *
 * <p>An account has 1,000 roles at most, as AWS's quota has it; more are in more accounts. Every hundredth object is so
 * large that its payload is a file.
 */
final class Crowd {
    private static final int ROLES_OF_ACCOUNT = 1_000;
    private static final int LARGE_EVERY = 100;
    private static final int PAGE = 100;
    private static final int REQUESTS = 2_000;
    private static final byte[] SMALL = "x".repeat(1 << 10).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LARGE = "x".repeat(40 << 10).getBytes(StandardCharsets.US_ASCII);
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String MAY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"sts:AssumeRole\",\"iam:GetRole\"],\"Resource\":\"*\"}]}";

    private final Server server;
    private final Scale scale;
    private final List<User> users = new ArrayList<>();

    Crowd(Server server, Scale scale) {
        this.server = server;
        this.scale = scale;
    }

    /** How much is in a cloud. */
    record Scale(int objects, int messages, int roles) {}

    /** Whoever asks for the roles of an account. */
    private record User(String account, String keyId, String secret) {
        Requests requests(int port) {
            return Requests.of(port, keyId, secret);
        }
    }

    /** Fills the cloud, and says what it took. */
    String fill() throws IOException, InterruptedException {
        int port = server.port();
        Exchange.answer(port, Requests.ofRoot(port).s3("PUT", "/crowd"));
        double objects = Filling.run(port, scale.objects(), () -> {
            Requests requests = Requests.ofRoot(port);
            return i -> requests.s3("PUT", key(i), i % LARGE_EVERY == 0 ? LARGE : SMALL);
        });
        Exchange.answer(port, Requests.ofRoot(port).createQueue("crowd"));
        double messages = Filling.run(port, scale.messages() / 10, () -> {
            byte[] ten = Requests.ofRoot(port).sendTen("crowd");
            return i -> ten;
        });
        double roles = 0;
        for (int i = 0; i < scale.roles(); i += ROLES_OF_ACCOUNT) {
            roles += account(Math.min(ROLES_OF_ACCOUNT, scale.roles() - i));
        }
        return String.format(
                Locale.ROOT,
                "%,d objects in %.0f s, %,d messages in %.0f s, %,d roles in %.0f s",
                scale.objects(),
                objects,
                scale.messages(),
                messages,
                scale.roles(),
                roles);
    }

    private static String key(int number) {
        return String.format(Locale.ROOT, "/crowd/key-%07d", number);
    }

    /** Makes an account with roles and a user who may assume and read them; answers the seconds of the roles. */
    private double account(int roles) throws IOException, InterruptedException {
        int port = server.port();
        String ask = "POST /_nephele/accounts HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\nauthorization: Bearer "
                + server.adminToken() + "\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
        String made = Exchange.answer(port, ask.getBytes(StandardCharsets.US_ASCII));
        String account = member(made, "id");
        String rootKey = member(made, "accessKeyId");
        String rootSecret = member(made, "secretAccessKey");
        Requests root = Requests.of(port, rootKey, rootSecret);
        Exchange.answer(port, root.iam("Action=CreateUser&UserName=bench"));
        Exchange.answer(
                port, root.iam("Action=PutUserPolicy&UserName=bench&PolicyName=may&PolicyDocument=" + encoded(MAY)));
        String key = Exchange.answer(port, root.iam("Action=CreateAccessKey&UserName=bench"));
        users.add(new User(account, element(key, "AccessKeyId"), element(key, "SecretAccessKey")));
        String trust = encoded(String.format(Locale.ROOT, TRUST, account));
        return Filling.run(port, roles, () -> {
            Requests requests = Requests.of(port, rootKey, rootSecret);
            return i -> requests.iam("Action=CreateRole&RoleName=role-" + i + "&AssumeRolePolicyDocument=" + trust);
        });
    }

    private static String member(String document, String name) throws IOException {
        return Exchange.part(document, "\"" + name + "\"\\s*:\\s*\"([^\"]*)\"");
    }

    private static String element(String document, String name) throws IOException {
        return Exchange.part(document, "<" + name + ">([^<]*)</" + name + ">");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Pages of a hundred keys, evenly over the bucket. */
    List<byte[]> pages() {
        Requests requests = Requests.ofRoot(server.port());
        return spread(REQUESTS, scale.objects() - PAGE)
                .mapToObj(i -> requests.s3(
                        "GET",
                        "/crowd?list-type=2&max-keys=" + PAGE + "&start-after=" + key(i).substring("/crowd/".length())))
                .toList();
    }

    List<byte[]> gets() {
        Requests requests = Requests.ofRoot(server.port());
        return spread(REQUESTS, scale.objects())
                .map(Crowd::small)
                .mapToObj(i -> requests.s3("GET", key(i)))
                .toList();
    }

    List<byte[]> puts() {
        Requests requests = Requests.ofRoot(server.port());
        return spread(REQUESTS, scale.objects())
                .map(Crowd::small)
                .mapToObj(i -> requests.s3("PUT", key(i), SMALL))
                .toList();
    }

    /** The number of an object whose payload is in its row. */
    private static int small(int number) {
        return number % LARGE_EVERY == 0 ? number + 1 : number;
    }

    /** By users who may, each of a role of its account. */
    List<byte[]> rolesToRead() {
        List<Requests> all = callers();
        return spread(REQUESTS, scale.roles())
                .mapToObj(
                        i -> all.get(i / ROLES_OF_ACCOUNT).iam("Action=GetRole&RoleName=role-" + i % ROLES_OF_ACCOUNT))
                .toList();
    }

    /** By users who may and whom the role trusts. */
    List<byte[]> rolesToAssume() {
        List<Requests> all = callers();
        return spread(REQUESTS, scale.roles())
                .mapToObj(i -> all.get(i / ROLES_OF_ACCOUNT)
                        .sts("Action=AssumeRole&RoleSessionName=bench&RoleArn="
                                + encoded("arn:aws:iam::"
                                        + users.get(i / ROLES_OF_ACCOUNT).account() + ":role/role-"
                                        + i % ROLES_OF_ACCOUNT)))
                .toList();
    }

    private List<Requests> callers() {
        return users.stream().map(user -> user.requests(server.port())).toList();
    }

    List<byte[]> queueAttributes() {
        return List.of(Requests.ofRoot(server.port()).queueAttributes("crowd"));
    }

    List<byte[]> sends() {
        return List.of(Requests.ofRoot(server.port()).sendMessage("crowd"));
    }

    /** Numbers below a bound, evenly over the whole and not in order. */
    private static IntStream spread(int count, int bound) {
        long step = Math.max(1, (long) (bound * 0.618));
        return IntStream.range(0, count).map(i -> (int) (i * step % bound));
    }

    Server server() {
        return server;
    }
}
