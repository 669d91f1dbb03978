package dev.nephele.app.cli;

import dev.nephele.app.assembly.StartOptions;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.gateway.pipeline.AddressRange;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code start} may be told, as {@link StartOptions}. */
final class StartSettings {
    static final String REGION = "us-east-1";
    static final Option DETACH =
            Option.toggle("--detach", "Run in the background; return when the cloud is ready. The log is DATA/log.");
    static final Option MEMORY =
            Option.toggle("--memory", "Keep the state in memory; it is gone when the cloud stops.");
    static final Option HOST = Option.value("--host", "ADDRESS", "The address to listen on.", "127.0.0.1");
    static final Option TLS_PORT = Option.value(
            "--tls-port",
            "N",
            "Listen with TLS here too, under a local authority whose certificate is DATA/ca.pem.",
            "");
    static final Option OPEN_ADMIN =
            Option.toggle("--open-admin", "Serve POST /_nephele/reset without credentials, for test suites.");
    static final Option ACCOUNT_KEYS =
            Option.toggle("--account-keys", "An access key of twelve digits is the root of the account it names.");
    static final Option TRUSTED_PROXIES = Option.values(
            "--trusted-proxies", "CIDR", "Proxies whose X-Forwarded-For becomes aws:SourceIp, as in 10.0.0.0/8.");
    static final Option TREAT_AS_TLS =
            Option.toggle("--treat-as-tls", "Requests without TLS count as having come over TLS.");
    static final Option STORE =
            Option.value("--store", "URL", "Where the state is kept, as in postgresql://…", "the data directory");
    static final Option ROOT_KEY_FILE = Option.value(
            "--root-key-file",
            "FILE",
            "The root key, under which secrets are stored; NEPHELE_ROOT_KEY may hold the key itself.",
            "DATA/root-key, made for a new cloud");
    static final List<Option> ALL = List.of(
            Option.PORT,
            Option.DATA,
            DETACH,
            MEMORY,
            HOST,
            TLS_PORT,
            OPEN_ADMIN,
            ACCOUNT_KEYS,
            TRUSTED_PROXIES,
            TREAT_AS_TLS,
            STORE,
            ROOT_KEY_FILE);

    private StartSettings() {}

    static StartOptions read(Settings settings) throws Failure, IOException {
        Set<StartOptions.Mode> modes = new HashSet<>();
        mode(settings, OPEN_ADMIN, StartOptions.Mode.OPEN_ADMIN, modes);
        mode(settings, ACCOUNT_KEYS, StartOptions.Mode.ACCOUNT_KEYS, modes);
        mode(settings, TREAT_AS_TLS, StartOptions.Mode.TREAT_AS_TLS, modes);
        return new StartOptions(
                settings.data().path(),
                store(settings),
                RootKeySettings.present(settings),
                listening(settings),
                identity(settings),
                modes);
    }

    private static void mode(Settings settings, Option option, StartOptions.Mode mode, Set<StartOptions.Mode> modes)
            throws Failure {
        if (settings.toggle(option)) {
            modes.add(mode);
        }
    }

    static StartOptions.Store store(Settings settings) throws Failure {
        Optional<String> url = settings.text(STORE);
        if (settings.toggle(MEMORY)) {
            if (url.isPresent()) {
                throw Failure.wrongUse("--memory and --store exclude each other");
            }
            return new StartOptions.Store.Memory();
        }
        if (url.isEmpty()) {
            return new StartOptions.Store.Embedded();
        }
        if (!url.get().startsWith("postgresql://")) {
            throw Failure.wrongUse("--store knows postgresql://…, not '" + url.get() + "'");
        }
        return new StartOptions.Store.Postgresql(url.get());
    }

    private static StartOptions.Listening listening(Settings settings) throws Failure {
        return new StartOptions.Listening(
                settings.text(HOST).orElse("127.0.0.1"),
                settings.port(Option.PORT).orElse(Settings.DEFAULT_PORT),
                settings.port(TLS_PORT),
                trustedProxies(settings));
    }

    private static List<AddressRange> trustedProxies(Settings settings) throws Failure {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : settings.texts(TRUSTED_PROXIES)) {
            ranges.add(AddressRange.parse(text)
                    .orElseThrow(() -> Failure.wrongUse(
                            "--trusted-proxies takes address ranges such as 10.0.0.0/8, not '" + text + "'")));
        }
        return ranges;
    }

    private static StartOptions.Identity identity(Settings settings) throws Failure {
        String account = settings.variable("NEPHELE_ACCOUNT_ID").orElse("000000000000");
        if (!AccountId.isValid(account)) {
            throw Failure.wrongUse("NEPHELE_ACCOUNT_ID has twelve digits, not '" + account + "'");
        }
        String region = settings.variable("NEPHELE_REGION").orElse(REGION);
        if (!Region.isValid(region)) {
            throw Failure.wrongUse("NEPHELE_REGION is the code of a Region, not '" + region + "'");
        }
        return new StartOptions.Identity(
                new AccountId(account), new Region(region), rootAccessKeyId(settings), rootSecretAccessKey(settings));
    }

    static String rootAccessKeyId(Settings settings) {
        return settings.variable("NEPHELE_ROOT_ACCESS_KEY_ID").orElse("test");
    }

    static String rootSecretAccessKey(Settings settings) {
        return settings.variable("NEPHELE_ROOT_SECRET_ACCESS_KEY").orElse("test");
    }
}
