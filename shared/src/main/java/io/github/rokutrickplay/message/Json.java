package io.github.rokutrickplay.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rokutrickplay.failure.PermanentFailure;

/** The JSON of our messages and objects: snake case, unknown fields ignored, absent fields left out. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " has no JSON", e);
        }
    }

    /**
     * @param what names the text in the failure's message
     * @throws PermanentFailure if the text is not JSON or does not fit the type
     */
    public static <T> T read(String json, Class<T> type, String what) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new PermanentFailure(what + " is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new PermanentFailure(what + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * @param what names the text in the failure's message
     * @throws PermanentFailure if the text is not JSON
     */
    public static JsonNode readTree(String json, String what) {
        return read(json, JsonNode.class, what);
    }
}
