package io.github.rokutrickplay.local;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Commands in picocli's terms: built by its API, not by annotations, whose reading costs more than a start takes. */
final class CommandSpecs {

    private static final String NAME = "./trickplay";

    private static final Pattern ALTERNATIVES = Pattern.compile("[a-z]+(\\|[a-z]+)+");

    /** What a shell completes with names of files. */
    private static final Set<String> FILES = Set.of("MAIN_PLAYLIST", "FILE", "FILE.html", "DIR", "CATALOGUE");

    /** Takes the value behind {@code =} alone: the next word may be an argument. */
    private static final IParameterPreprocessor ATTACHED_ONLY = (words, command, option, info) -> {
        boolean attached = "=".equals(info.get("separator"));
        if (!attached) {
            words.push("");
        }
        return false;
    };

    private CommandSpecs() {}

    static CommandSpec root(List<Command> commands) {
        CommandSpec root = CommandSpec.create().name(NAME);
        root.usageMessage()
                .description("HLS trick play for Roku and others, as AWS Lambda makes it, on this machine.")
                .synopsisSubcommandLabel("COMMAND")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footer("", NAME + " COMMAND --help tells more.");
        root.versionProvider(CommandSpecs::version);
        root.addOption(help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .description("Print the version.")
                .build());
        commands.forEach(command -> root.addSubcommand(command.name(), of(command)));
        return root;
    }

    /** What was parsed, in our own terms. */
    static Arguments arguments(ParseResult parsed) {
        Map<String, String> options = new HashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            List<String> values = option.originalStringValues();
            options.put(option.longestName(), option.arity().max() == 0 || values.isEmpty() ? "" : values.getFirst());
        }
        List<String> positional = parsed.matchedPositionals().stream()
                .map(argument -> argument.originalStringValues().getFirst())
                .toList();
        return new Arguments(options, positional);
    }

    private static String[] version() {
        // Not there where classes are run that no jar holds.
        String version = CommandSpecs.class.getPackage().getImplementationVersion();
        return new String[] {"trickplay " + (version == null ? "of this source" : version), "Java " + Runtime.version()
        };
    }

    private static CommandSpec of(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        spec.usageMessage()
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .description(paragraphs(command))
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n");
        for (String argument : command.arguments()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(argument)
                    .type(type(argument))
                    .arity("1")
                    .required(true)
                    .build());
        }
        command.options().forEach(option -> spec.addOption(of(option)));
        spec.addOption(help());
        return spec;
    }

    private static String[] paragraphs(Command command) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(verbatim(command.summary()));
        if (!command.details().isBlank()) {
            paragraphs.add("");
            paragraphs.add(verbatim(command.details().strip().replaceAll("\\s+", " ")));
        }
        return paragraphs.toArray(String[]::new);
    }

    private static OptionSpec of(Option option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.name()).description(verbatim(option.description()));
        return switch (option.value()) {
            case NONE -> builder.arity("0").type(boolean.class).build();
            case OPTIONAL ->
                builder.arity("1")
                        .type(String.class)
                        .paramLabel(option.placeholder())
                        .preprocessor(ATTACHED_ONLY)
                        .build();
            case REQUIRED -> {
                builder.arity("1").type(type(option.placeholder())).paramLabel(option.placeholder());
                if (ALTERNATIVES.matcher(option.placeholder()).matches()) {
                    builder.completionCandidates(List.of(option.placeholder().split("\\|")));
                }
                yield builder.build();
            }
        };
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .description("Print this text.")
                .build();
    }

    private static Class<?> type(String placeholder) {
        return FILES.contains(placeholder) ? File.class : String.class;
    }

    /** Descriptions are formats there. */
    private static String verbatim(String text) {
        return text.replace("%", "%%");
    }
}
