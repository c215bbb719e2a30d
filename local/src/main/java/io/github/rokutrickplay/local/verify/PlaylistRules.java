package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What image playlists and I-frame playlists have in common: tags of the whole, and their time line. */
final class PlaylistRules {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Inspection inspection;
    private final List<FilmTimeline> films;

    /**
     * @param films the time lines of the film's variants; none where it has no playlist
     */
    PlaylistRules(Inspection inspection, List<FilmTimeline> films) {
        this.inspection = inspection;
        this.films = List.copyOf(films);
    }

    /**
     * @param kindTag the tag that says what is in it
     */
    void check(String address, ThumbnailPlaylist playlist, String kindTag) {
        String named = inspection.named(address);
        for (String tag : List.of("EXT-X-TARGETDURATION", kindTag, "EXT-X-ENDLIST", "EXT-X-VERSION")) {
            if (!playlist.tags().containsKey(tag)) {
                error(named, "it has no " + tag, whoNeeds(tag));
            }
        }
        playlist.repeated().forEach(tag -> error(named, tag + " stands more than once", "players refuse the playlist"));
        if (!"VOD".equals(playlist.tags().getOrDefault("EXT-X-PLAYLIST-TYPE", "VOD"))) {
            error(named, "its EXT-X-PLAYLIST-TYPE is not VOD", "players load it again and again");
        }
        if (playlist.entries().isEmpty()) {
            error(named, "it names no image", "nothing is shown");
            return;
        }
        checkTargetDuration(named, playlist);
        checkTimes(named, playlist.entries());
    }

    private static String whoNeeds(String tag) {
        return switch (tag) {
            case "EXT-X-TARGETDURATION" -> "shaka does not play the film at all without it";
            case "EXT-X-ENDLIST" -> "players take the film for a live one";
            case "EXT-X-VERSION" -> "players that go by the version do not know its tags";
            default -> "players take the images for segments of the film";
        };
    }

    private void checkTargetDuration(String named, ThumbnailPlaylist playlist) {
        String text = playlist.tags().get("EXT-X-TARGETDURATION");
        if (text == null) {
            return;
        }
        long longest = playlist.entries().stream()
                .mapToLong(entry -> (entry.durationUs() + Times.MICROS / 2) / Times.MICROS)
                .max()
                .orElse(0);
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) < Math.max(1, longest)) {
            error(
                    named,
                    "its EXT-X-TARGETDURATION is " + text + ", and an EXTINF comes to " + longest + " s",
                    "players may refuse the playlist (RFC 8216bis section 4.4.3.1)");
        }
    }

    private void checkTimes(String named, List<Entry> entries) {
        long us = 0;
        List<Long> discontinuities = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.durationUs() < 1) {
                error(named, "it shows '" + entry.uri() + "' for no time", "players skip it, or stop there");
            }
            if (entry.discontinuity() && us > 0) {
                discontinuities.add(us);
            }
            us += entry.durationUs();
        }
        long duration = us;
        if (films.isEmpty()) {
            return;
        }
        if (films.stream().noneMatch(film -> Math.abs(film.durationUs() - duration) <= film.toleranceUs())) {
            FilmTimeline film = films.getFirst();
            error(
                    named,
                    "its EXTINF sum up to " + Times.text(duration) + ", and " + film.named() + " lasts "
                            + Times.text(film.durationUs()),
                    "shaka cuts the film to the shorter of both; thumbnails are late or missing at the end");
        } else if (films.stream().noneMatch(film -> inStep(film, discontinuities))) {
            error(
                    named,
                    "its EXT-X-DISCONTINUITY stand at " + times(discontinuities) + ", and those of "
                            + films.getFirst().named() + " at "
                            + times(films.getFirst().discontinuitiesUs()),
                    "players line playlists up by them (Image Media Playlist 0.4): thumbnails are at other times");
        }
    }

    private static boolean inStep(FilmTimeline film, List<Long> discontinuities) {
        List<Long> expected = film.discontinuitiesUs();
        if (expected.size() != discontinuities.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (Math.abs(expected.get(i) - discontinuities.get(i)) > film.toleranceUs()) {
                return false;
            }
        }
        return true;
    }

    private static String times(List<Long> times) {
        return times.isEmpty()
                ? "no time"
                : String.join(", ", times.stream().limit(8).map(Times::text).toList());
    }

    private void error(String named, String what, String why) {
        inspection.findings().error(named, what, why, inspection.again());
    }
}
