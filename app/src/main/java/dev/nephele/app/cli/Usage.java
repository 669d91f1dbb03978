package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Option;
import java.util.List;

/** The texts of {@code --help}. */
final class Usage {
    private static final int INDENT = 26;
    private static final int WIDTH = 80;

    private Usage() {}

    /** What the commands are. */
    static String overview(List<Command> commands) {
        StringBuilder text = new StringBuilder("Usage: nephele COMMAND [OPTIONS]\n\nCommands:\n");
        for (Command command : commands) {
            row(text, command.name(), command.summary());
        }
        text.append("\nnephele COMMAND --help explains a command. Every option is also an environment\n")
                .append("variable: --tls-port is NEPHELE_TLS_PORT. What is typed counts more.\n");
        return text.toString();
    }

    /** How one command is used. */
    static String of(Command command) {
        StringBuilder text = new StringBuilder("Usage: nephele ").append(command.name());
        if (!command.options().isEmpty()) {
            text.append(" [OPTIONS]");
        }
        if (!command.operands().isEmpty()) {
            text.append(' ').append(command.operands());
        }
        text.append("\n\n");
        wrap(text, command.summary(), 0, 0);
        text.append("\nOptions:\n");
        for (Option option : command.options()) {
            String names = String.join(", ", option.names());
            String name = option.isToggle() ? names : names + " " + option.label();
            String standard = option.standard().isEmpty() ? "" : " Default: " + option.standard() + ".";
            row(text, name, option.text() + standard);
        }
        row(text, "-h, --help", "Show this text.");
        return text.toString();
    }

    private static void row(StringBuilder text, String left, String right) {
        String padding = " ".repeat(Math.max(1, INDENT - left.length()));
        text.append("  ").append(left).append(padding);
        wrap(text, right, 2 + left.length() + padding.length(), INDENT + 2);
    }

    /** Adds words, and breaks the line between them; it stands at a column, and later lines begin at the margin. */
    private static void wrap(StringBuilder text, String words, int at, int margin) {
        int column = at;
        for (String word : words.split(" ")) {
            if (column + word.length() > WIDTH) {
                text.setLength(text.length() - 1);
                text.append('\n').append(" ".repeat(margin));
                column = margin;
            }
            text.append(word).append(' ');
            column += word.length() + 1;
        }
        text.setCharAt(text.length() - 1, '\n');
    }
}
