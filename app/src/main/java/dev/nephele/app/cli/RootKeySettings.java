package dev.nephele.app.cli;

import dev.nephele.app.assembly.StartOptions.Root;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.data.KeyFile;
import dev.nephele.servicekit.seal.RootKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The root keys that a command is given: in a file, or in a variable, since what is typed is seen by others. */
final class RootKeySettings {
    private RootKeySettings() {}

    /** The one that the cloud has. */
    static Root present(Settings settings) throws Failure, IOException {
        if (settings.toggle(StartSettings.MEMORY)) {
            if (settings.isTyped(StartSettings.ROOT_KEY_FILE)) {
                throw Failure.wrongUse("--memory and --root-key-file exclude each other");
            }
            return new Root.Own();
        }
        Optional<Root.Given> given = given(settings, StartSettings.ROOT_KEY_FILE, "NEPHELE_ROOT_KEY");
        return given.isPresent() ? given.get() : new Root.Own();
    }

    /**
     * The one that an option or a variable gives; what is typed counts more.
     *
     * @throws NoSuchFileException if the file is not there
     */
    static Optional<Root.Given> given(Settings settings, Option file, String variable) throws Failure, IOException {
        Optional<String> path = settings.text(file);
        Optional<String> text = settings.variable(variable);
        if (path.isPresent() && text.isPresent() && !settings.isTyped(file)) {
            throw Failure.wrongUse(file.variable() + " and " + variable + " exclude each other");
        }
        if (path.isPresent()) {
            String where = "the file " + path.get();
            String line =
                    new KeyFile(Path.of(path.get())).read().orElseThrow(() -> new NoSuchFileException(path.get()));
            return Optional.of(new Root.Given(parsed(line, where), where));
        }
        return text.isPresent()
                ? Optional.of(new Root.Given(parsed(text.get(), variable), variable))
                : Optional.empty();
    }

    private static RootKey parsed(String text, String where) throws Failure {
        return RootKey.parse(text)
                .orElseThrow(() -> Failure.wrongUse(where + " is no root key: 32 bytes in base64 (44 characters), as"
                        + " openssl rand -base64 32 prints them"));
    }
}
