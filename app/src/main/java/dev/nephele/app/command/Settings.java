package dev.nephele.app.command;

import dev.nephele.app.data.DataDirectory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the options of one call are worth: what was typed, else the {@code NEPHELE_*} variable, else nothing and the
 * caller's default. An empty variable counts as absent.
 */
public final class Settings {
    public static final int DEFAULT_PORT = 4566;

    private final Map<String, List<String>> typed;
    private final List<String> operands;
    private final Map<String, String> environment;

    /**
     * Takes a call apart.
     *
     * @param typed option names with their values; a switch has the value {@code true}
     */
    public Settings(Map<String, List<String>> typed, List<String> operands, Map<String, String> environment) {
        this.typed = Map.copyOf(typed);
        this.operands = List.copyOf(operands);
        this.environment = environment;
    }

    /** The words that are not options. */
    public List<String> operands() {
        return operands;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public boolean isTyped(Option option) {
        return typed.containsKey(option.name());
    }

    public boolean isSet(Option option) {
        return isTyped(option) || variable(option.variable()).isPresent();
    }

    /** An environment variable; empty if absent or without content. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    public Optional<String> text(Option option) {
        List<String> values = typed.get(option.name());
        return values == null ? variable(option.variable()) : Optional.of(values.getLast());
    }

    /** The values that were typed for an option, as they were typed. */
    public List<String> typed(Option option) {
        return typed.getOrDefault(option.name(), List.of());
    }

    /** The values of an option that takes several; in its variable they stand with commas or spaces between. */
    public List<String> texts(Option option) {
        List<String> values = typed.get(option.name());
        String joined = values == null ? variable(option.variable()).orElse("") : String.join(",", values);
        return List.of(joined.split("[,\\s]+")).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public boolean toggle(Option option) throws Failure {
        String text = text(option).orElse("false");
        return switch (text) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw Failure.wrongUse(label(option) + " is a switch: true or false, not '" + text + "'");
        };
    }

    /** A port from 0 (any free one) to 65535. */
    public Optional<Integer> port(Option option) throws Failure {
        Optional<String> text = text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String digits = text.get();
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65_535) {
            throw Failure.wrongUse(label(option) + " is a port number from 0 to 65535, not '" + digits + "'");
        }
        return Optional.of(Integer.parseInt(digits));
    }

    /** The directory of the cloud: {@code --data}, else its default. */
    public DataDirectory data() throws Failure {
        Optional<String> directory = text(Option.DATA);
        return new DataDirectory(directory.isPresent() ? path(Option.DATA, directory.get()) : defaultData());
    }

    private Path defaultData() throws Failure {
        Optional<Path> home = variable("XDG_DATA_HOME")
                .map(Path::of)
                .or(() -> variable("HOME").map(own -> Path.of(own, ".local", "share")));
        return home.orElseThrow(() -> Failure.wrongUse("HOME is not set; name the cloud's directory with --data"))
                .resolve("nephele");
    }

    private Path path(Option option, String text) throws Failure {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw Failure.wrongUse(label(option) + " is not the name of a directory");
        }
    }

    private String label(Option option) {
        return isTyped(option) ? option.name() : option.variable();
    }
}
