package io.github.rokutrickplay.message;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object that are known and not null, read token by token.
 *
 * @param values each has the type that its reader gives
 */
record JsonFields(Map<String, Object> values) {

    /** Reads a value, at whose first token the parser stands. */
    interface Value {
        Object read(JsonParser json) throws IOException;
    }

    /** Reads an element, at whose first token the parser stands. */
    interface Element<T> {
        T read(JsonParser json) throws IOException;
    }

    static JsonFields read(JsonParser json, Map<String, Value> known) throws IOException {
        expect(json, JsonToken.START_OBJECT, "an object");
        Map<String, Object> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            Value value = known.get(name);
            json.nextToken();
            if (value == null) {
                json.skipChildren();
            } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                values.put(name, value.read(json));
            }
        }
        expect(json, JsonToken.END_OBJECT, "the end of an object");
        return new JsonFields(values);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the field's reader has made it a T
    <T> @Nullable T find(String name) {
        return (T) values.get(name);
    }

    <T> T get(String name, T otherwise) {
        T value = find(name);
        return value == null ? otherwise : value;
    }

    static <T> List<T> list(JsonParser json, Element<T> element) throws IOException {
        expect(json, JsonToken.START_ARRAY, "an array");
        List<T> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(element.read(json));
        }
        return values;
    }

    static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken wanted, String name) throws IOException {
        if (json.currentToken() != wanted) {
            String found = json.currentToken() == null ? "its end" : "'" + json.getText() + "'";
            throw new JsonParseException(json, "there should be " + name + ", and there is " + found);
        }
    }
}
