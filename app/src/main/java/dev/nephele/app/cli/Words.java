package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * What was typed after a command's name, read by what the command takes.
 *
 * @param askForHelp whether {@code --help} was among it
 * @param options their values by name; a toggle has the value {@code true}
 * @param operands in their order
 */
record Words(boolean askForHelp, Map<String, List<String>> options, List<String> operands) {
    private static final String HELP = "help";

    /**
     * Reads the words.
     *
     * @throws Failure of wrong use: an unknown option, one without its value or given twice, or an operand too many
     */
    static Words read(Command command, String[] words) throws Failure {
        CommandLine parsed = parse(command, words);
        boolean help = parsed.hasOption(HELP);
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (Option option : command.options()) {
            if (parsed.hasOption(key(option))) {
                typed.put(option.name(), values(option, parsed));
            }
        }
        List<String> operands = parsed.getArgList();
        if (!help && !operands.isEmpty() && command.operands().isEmpty()) {
            throw Failure.wrongUse("Unmatched argument: '" + operands.getFirst() + "'");
        }
        return new Words(help, typed, List.copyOf(operands));
    }

    private static CommandLine parse(Command command, String[] words) throws Failure {
        Options options = new Options();
        options.addOption("h", HELP, false, "");
        for (Option option : command.options()) {
            org.apache.commons.cli.Option.Builder builder = org.apache.commons.cli.Option.builder(
                            option.alias().isEmpty() ? null : option.alias().substring(1))
                    .longOpt(key(option));
            options.addOption(
                    option.isToggle() ? builder.get() : (option.many() ? builder.hasArgs() : builder.hasArg()).get());
        }
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(options, words, command.passesOn());
        } catch (MissingArgumentException missing) {
            throw Failure.wrongUse("Missing value of --" + missing.getOption().getLongOpt());
        } catch (ParseException wrong) {
            throw Failure.wrongUse(String.valueOf(wrong.getMessage()));
        }
    }

    /** The name without its dashes. */
    private static String key(Option option) {
        return option.name().substring(2);
    }

    private static List<String> values(Option option, CommandLine parsed) throws Failure {
        if (option.isToggle()) {
            return List.of("true");
        }
        List<String> values = List.of(parsed.getOptionValues(key(option)));
        if (values.size() > 1 && !option.many()) {
            throw Failure.wrongUse(option.name() + " should be given only once");
        }
        return values;
    }
}
