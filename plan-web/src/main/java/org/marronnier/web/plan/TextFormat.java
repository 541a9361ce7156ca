package org.marronnier.web.plan;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.http.MediaType;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLReadFeature;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** How a document is written down. */
public enum TextFormat {
    YAML(MediaType.APPLICATION_YAML, Mappers.YAML),
    JSON(MediaType.APPLICATION_JSON, Mappers.JSON);

    @SuppressWarnings("ImmutableEnumChecker") // a media type does not change
    private final MediaType type;

    @SuppressWarnings("ImmutableEnumChecker") // a mapper that is built does not change
    private final ObjectMapper mapper;

    TextFormat(MediaType type, ObjectMapper mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    /** The format of a content type, where it is one of the two. */
    public static Optional<TextFormat> of(@Nullable MediaType type) {
        if (type == null) {
            return Optional.empty();
        }
        return switch (type.getSubtype()) {
            case "yaml", "x-yaml", "vnd.yaml" -> Optional.of(YAML);
            case "json" -> Optional.of(JSON);
            case String subtype when subtype.endsWith("+json") -> Optional.of(JSON);
            case String subtype when subtype.endsWith("+yaml") -> Optional.of(YAML);
            default -> Optional.empty();
        };
    }

    public MediaType type() {
        return type;
    }

    ObjectMapper mapper() {
        return mapper;
    }

    /** Made before the constants that hold them. */
    private static final class Mappers {

        private static final StreamReadConstraints LIMITS =
                StreamReadConstraints.builder()
                        .maxNestingDepth(TreeText.DEEPEST + 10)
                        .maxStringLength(2_000_000)
                        .maxNumberLength(200)
                        .maxNameLength(1_000)
                        .build();

        static final ObjectMapper JSON =
                JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build();

        static final ObjectMapper YAML =
                YAMLMapper.builder(
                                YAMLFactory.builder()
                                        .streamReadConstraints(LIMITS)
                                        .loadSettings(
                                                LoadSettings.builder()
                                                        .setCodePointLimit(PlanText.MOST_BYTES)
                                                        .build())
                                        .disable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
                                        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                                        .disable(YAMLWriteFeature.SPLIT_LINES)
                                        .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                                        .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
                                        .stringQuotingChecker(new Quoting())
                                        .build())
                        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build();
    }

    /** Quotes every text that some reader of YAML may take for something else. */
    private static final class Quoting extends StringQuotingChecker {

        private static final long serialVersionUID = 1L;

        private static final Pattern PLAIN =
                Pattern.compile(
                        "[\\p{L}_][\\p{L}\\p{N}_.,'’()/+%@€;=-]*( [\\p{L}\\p{N}_.,'’()/+%@€;=&!?-]+)*");
        private static final Pattern DURATION = Pattern.compile("P[0-9YMWDTHS]+");

        @Override
        public boolean needToQuoteName(String name) {
            return needToQuoteValue(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            if (DURATION.matcher(value).matches()) {
                return false;
            }
            return !PLAIN.matcher(value).matches()
                    || isReservedKeyword(value)
                    || looksLikeYAMLNumber(value);
        }
    }
}
