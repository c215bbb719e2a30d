package io.github.rokutrickplay.local.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.local.backfill.FilmResult.Ending;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Map;

/** Has films made by trick-play-generator, which answers what has become of each. No cache is cleared for them one by one. */
public final class FunctionWork implements FilmWork {

    /** Invokes the function. */
    @FunctionalInterface
    public interface Invocation {

        /**
         * @return its answer
         * @throws PipelineException if it failed
         */
        String invoke(String event);
    }

    private final Invocation function;

    public FunctionWork(Invocation function) {
        this.function = function;
    }

    @Override
    public FilmResult run(FoundFilm film) {
        JsonNode answer;
        try {
            answer = Json.readTree(function.invoke(event(film)), "the function's answer");
        } catch (PipelineException e) {
            return new FilmResult(Ending.FAILED, String.valueOf(e.getMessage()));
        }
        if (!answer.path("refused").isEmpty()) {
            return new FilmResult(
                    Ending.REFUSED,
                    answer.path("refused").path(0).path("reason").asText());
        }
        if (!answer.path("assets").isEmpty()) {
            return FilmResult.MADE;
        }
        return answer.path("up_to_date").isEmpty()
                ? new FilmResult(Ending.FAILED, "trick-play-generator has answered " + answer)
                : FilmResult.UP_TO_DATE;
    }

    private static String event(FoundFilm film) {
        List<String> paths =
                film.mainPlaylists().stream().map(S3Location::toString).toList();
        return Json.write(Map.of(
                "detail",
                Map.of(
                        "eventType",
                        "JOB_COMPLETE",
                        "onlyIfChanged",
                        true,
                        "invalidation",
                        "deferred",
                        "outputGroupDetails",
                        List.of(Map.of("outputDetails", List.of(Map.of("outputFilePaths", paths)))))));
    }
}
