package dev.nephele.junit;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.presigner.SdkPresigner;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one account: made by their type, kept, and closed together.
 *
 * <p>Every client of AWS's SDK for Java v2 is an interface with a static method {@code builder()}, and what builders have
 * in common is all that a client of a cloud needs. The endpoint is an address and not a name, so that the SDK puts the
 * name of a bucket into the path by itself; names below {@code localhost} resolve on some machines only.
 */
final class Clients {
    private static final String PACKAGE = "software.amazon.awssdk.services.";

    private final URI endpoint;
    private final Map<Key, SdkAutoCloseable> made = new ConcurrentHashMap<>();

    Clients(URI endpoint) {
        this.endpoint = endpoint;
    }

    private record Key(Class<?> type, String accessKeyId, String region) {}

    URI endpoint() {
        return endpoint;
    }

    /** Whether a type is a client of the SDK; answers without the SDK too. */
    static boolean isClient(Class<?> type) {
        return type.isInterface()
                && type.getName().startsWith(PACKAGE)
                && AutoCloseable.class.isAssignableFrom(type)
                && Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals("builder") && method.getParameterCount() == 0);
    }

    <C> C client(Class<C> type, Caller caller) {
        if (!isClient(type)) {
            throw new IllegalArgumentException(type + " is not a client of AWS's SDK for Java v2");
        }
        Key key = new Key(type, caller.accessKeyId(), caller.region());
        return type.cast(made.computeIfAbsent(key, absent -> build(type, caller)));
    }

    private SdkAutoCloseable build(Class<?> type, Caller caller) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey()));
        Region region = Region.of(caller.region());
        Object built = switch (builder(type)) {
            case AwsClientBuilder<?, ?> builder -> {
                builder.endpointOverride(endpoint);
                builder.region(region);
                builder.credentialsProvider(credentials);
                // Nothing of the machine's own settings reaches a test.
                builder.fipsEnabled(false);
                builder.dualstackEnabled(false);
                builder.overrideConfiguration(
                        its -> its.defaultProfileFile(ProfileFile.aggregator().build()));
                yield builder.build();
            }
            case SdkPresigner.Builder builder -> {
                builder.endpointOverride(endpoint);
                builder.region(region);
                builder.credentialsProvider(credentials);
                builder.fipsEnabled(false);
                builder.dualstackEnabled(false);
                yield builder.build();
            }
            default ->
                throw new IllegalArgumentException(type + " has a builder of its own kind: give it " + endpoint
                        + ", the Region and the access key of a Caller");
        };
        return (SdkAutoCloseable) built;
    }

    private static Object builder(Class<?> type) {
        try {
            return type.getMethod("builder").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(type + " is not a client of AWS's SDK for Java v2", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " gives no builder: " + e.getCause(), e);
        }
    }

    /** Closes those that were made; others may be made afterwards. */
    void close() {
        for (Key key : made.keySet()) {
            SdkAutoCloseable client = made.remove(key);
            if (client != null) {
                client.close();
            }
        }
    }
}
