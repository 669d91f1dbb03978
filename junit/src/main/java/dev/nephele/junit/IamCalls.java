package dev.nephele.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.wire.auth.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls of IAM that make a user, signed as somebody; without the SDK's client, which a project that only acts under
 * policies does not have. What IAM refuses is an {@link IllegalStateException} with its code and words.
 */
final class IamCalls {
    private static final String VERSION = "2010-05-08";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final URI endpoint;
    private final Signer signer;

    IamCalls(URI endpoint, Caller caller) {
        this.endpoint = endpoint;
        this.signer = Signer.of(caller.accessKeyId(), caller.secretAccessKey(), "us-east-1", "iam");
    }

    /** A user's new key. */
    record AccessKey(String id, String secret) {}

    void createUser(String name) {
        call("CreateUser", Map.of("UserName", name));
    }

    void putUserPolicy(String user, String name, String document) {
        call("PutUserPolicy", Map.of("UserName", user, "PolicyName", name, "PolicyDocument", document));
    }

    AccessKey createAccessKey(String user) {
        String answer = call("CreateAccessKey", Map.of("UserName", user));
        return new AccessKey(element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"));
    }

    private String call(String action, Map<String, String> members) {
        Map<String, String> form = new TreeMap<>(members);
        form.put("Action", action);
        form.put("Version", VERSION);
        byte[] body = form.entrySet().stream()
                .map(member -> member.getKey() + '=' + URLEncoder.encode(member.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint.resolve("/").toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            signed(body).forEach(connection::setRequestProperty);
            connection.getOutputStream().write(body);
            boolean good = connection.getResponseCode() < 300;
            String answer = text(good ? connection.getInputStream() : connection.getErrorStream());
            if (!good) {
                throw new IllegalStateException(element(answer, "Code") + ": " + element(answer, "Message"));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> signed(byte[] body) {
        Map<String, String> headers = Map.of("Host", endpoint.getAuthority(), "Content-Type", FORM);
        Signer.Draft draft = new Signer.Draft("POST", "/", "", headers);
        return signer.headers(draft, body, InstantSource.system().instant());
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** The text of the first element of a name; IAM writes no attributes there. */
    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile('<' + name + ">([^<]*)<").matcher(xml);
        return matcher.find() ? unescaped(matcher.group(1)) : "";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
