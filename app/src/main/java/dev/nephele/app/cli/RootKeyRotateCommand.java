package dev.nephele.app.cli;

import dev.nephele.app.assembly.RootKeyRotation;
import dev.nephele.app.assembly.StartOptions;
import dev.nephele.app.assembly.StartOptions.Root;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Gives a cloud that does not run another root key. */
final class RootKeyRotateCommand implements Command {
    private static final Option NEW_FILE = Option.value(
            "--new-root-key-file",
            "FILE",
            "The root key to come; a file that is not there is made. NEPHELE_NEW_ROOT_KEY may hold the key itself.",
            "a new one in DATA/root-key");
    private static final String NEW_VARIABLE = "NEPHELE_NEW_ROOT_KEY";

    @Override
    public String name() {
        return "root-key rotate";
    }

    @Override
    public String summary() {
        return "Give the cloud another root key while it is stopped; the one before opens it no longer.";
    }

    @Override
    public List<Option> options() {
        return List.of(NEW_FILE, StartSettings.ROOT_KEY_FILE, Option.DATA, StartSettings.STORE);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        StartOptions.Store store = StartSettings.store(settings);
        if (store instanceof StartOptions.Store.Memory) {
            throw Failure.wrongUse("a cloud in memory has its root key in memory only");
        }
        Root from = RootKeySettings.present(settings);
        make(settings);
        Optional<Root.Given> to = RootKeySettings.given(settings, NEW_FILE, NEW_VARIABLE);
        if (to.isEmpty() && from instanceof Root.Given given) {
            throw Failure.wrongUse("the root key is in " + given.where() + "; say where the new one is, with "
                    + NEW_FILE.name() + " or " + NEW_VARIABLE);
        }
        RootKeyRotation.rotate(settings.data(), store, from, to);
        String where = to.isPresent()
                ? to.get().where()
                : settings.data().path().resolve("root-key").toString();
        terminal.out().println("rotated: from now on the cloud starts with the root key in " + where);
        return 0;
    }

    /**
     * Makes the file that is named and not there. It stays whatever fails later: the state may be sealed under it, also when
     * that could not be confirmed.
     */
    private static void make(Settings settings) throws IOException {
        Optional<KeyFile> named = settings.text(NEW_FILE).map(Path::of).map(KeyFile::new);
        if (named.isPresent() && named.get().read().isEmpty()) {
            named.get().create(RootKeyRotation.newKey().secretText());
        }
    }
}
