package dev.nephele.app.client;

import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment in which AWS clients use one cloud as the root user of one of its accounts: what is set, and what is
 * taken away because it would lead them elsewhere (AWS SDKs and Tools Reference Guide, "Settings reference").
 *
 * @param endpoint of the cloud, such as {@code http://127.0.0.1:4566}
 * @param set variables with their values
 * @param unset names of variables that must not be there
 */
record ClientVariables(String endpoint, Map<String, String> set, List<String> unset) {
    private static final String ENDPOINT = CloudFinder.ENDPOINT;

    /** Another endpoint, other credentials, or a kind of endpoint that no address of one's own has. */
    private static final List<String> MISLEADING = List.of(
            "AWS_ENDPOINT_URL_S3",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION");

    /**
     * Asks the cloud for the credential.
     *
     * @param account twelve digits; empty for the default account
     * @param environment of the caller, whose own endpoints of single services and proxies are seen to
     */
    static ClientVariables of(CloudFinder cloud, Optional<String> account, Map<String, String> environment)
            throws IOException, Failure {
        if (account.isPresent() && !account.get().matches("[0-9]{12}")) {
            throw Failure.wrongUse("--account is the id of an account, twelve digits, not '" + account.get() + "'");
        }
        String endpoint = cloud.endpoint().toString();
        Json root = Json.parse(cloud.admin()
                .get("/_nephele/accounts/" + account.orElse("default"))
                .good());
        Map<String, String> set = new LinkedHashMap<>();
        set.put(ENDPOINT, endpoint);
        set.put("AWS_ACCESS_KEY_ID", root.at("accessKeyId").text());
        set.put("AWS_SECRET_ACCESS_KEY", root.at("secretAccessKey").text());
        set.put("AWS_REGION", root.at("region").text());
        set.put("AWS_DEFAULT_REGION", root.at("region").text());
        String direct = direct(cloud.endpoint().getHost(), environment);
        set.put("NO_PROXY", direct);
        set.put("no_proxy", direct);
        Set<String> unset = new LinkedHashSet<>(MISLEADING);
        new TreeSet<>(environment.keySet())
                .stream().filter(name -> name.startsWith(ENDPOINT + '_')).forEach(unset::add);
        return new ClientVariables(endpoint, set, List.copyOf(unset));
    }

    /** The hosts that are reached without a proxy: those of the caller, and the cloud's. */
    private static String direct(String host, Map<String, String> environment) {
        String own = environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
        Set<String> hosts = new LinkedHashSet<>();
        for (String one : own.split("[,\\s]+")) {
            if (!one.isEmpty()) {
                hosts.add(one);
            }
        }
        hosts.add(host);
        hosts.add("localhost");
        return String.join(",", hosts);
    }

    /** Whether a caller's environment has been set to this cloud, by {@code env} or by hand. */
    boolean areIn(Map<String, String> environment) {
        return endpoint.equals(environment.get(ENDPOINT)) && environment.containsKey("AWS_ACCESS_KEY_ID");
    }

    /** Changes the environment of a program that is to be run. */
    void applyTo(Map<String, String> environment) {
        unset.forEach(environment::remove);
        environment.putAll(set);
    }
}
