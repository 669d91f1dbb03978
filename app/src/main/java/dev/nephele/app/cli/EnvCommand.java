package dev.nephele.app.cli;

import dev.nephele.app.data.CloudIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Prints what makes every AWS client of a shell use the cloud. */
final class EnvCommand implements Command {
    @Override
    public String name() {
        return "env";
    }

    @Override
    public String summary() {
        return "Print exports for a shell: eval \"$(nephele env)\" makes every AWS client use the cloud.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        Optional<CloudIndex.Entry> cloud = new CloudFinder(settings).find();
        String endpoint = cloud.isPresent()
                ? cloud.get().endpoint().toString()
                : "http://127.0.0.1:" + settings.port(Option.PORT).orElse(Settings.DEFAULT_PORT);
        String region = settings.variable("NEPHELE_REGION").orElse(StartSettings.REGION);
        PrintStream out = terminal.out();
        export(out, "AWS_ENDPOINT_URL", endpoint);
        export(out, "AWS_ACCESS_KEY_ID", StartSettings.rootAccessKeyId(settings));
        export(out, "AWS_SECRET_ACCESS_KEY", StartSettings.rootSecretAccessKey(settings));
        export(out, "AWS_REGION", region);
        export(out, "AWS_DEFAULT_REGION", region);
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
        return 0;
    }

    private static void export(PrintStream out, String name, String value) {
        boolean plain = value.matches("[A-Za-z0-9_./:@%+=,-]+");
        out.println("export " + name + '=' + (plain ? value : "'" + value.replace("'", "'\\''") + "'"));
    }
}
