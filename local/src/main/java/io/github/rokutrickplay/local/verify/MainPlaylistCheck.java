package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.AttributeList;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist.StreamLine;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistLine;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a main playlist that announce thumbnails. */
final class MainPlaylistCheck {

    /** A playlist of ours, by its name. */
    private static final Pattern OURS = Pattern.compile("thumbs_(\\d{1,6}x\\d{1,6})(_iframes)?\\.m3u8");

    private static final Pattern BITS = Pattern.compile("\\d{1,18}");
    private static final String IMAGE_TAG = "EXT-X-IMAGE-STREAM-INF";
    private static final String TAKE_OUT =
            "take the line out, or have it all written anew: ./trickplay remove, then process";

    private final Inspection inspection;
    private final String named;

    /**
     * What was read.
     *
     * @param variants null if it is a media playlist itself
     * @param media null if it is not
     * @param ours the lines of ours
     * @param others whether another writer's image streams are announced
     */
    record Read(
            @Nullable MultivariantPlaylist variants,
            @Nullable MediaPlaylist media,
            List<Announcement> ours,
            boolean others) {
        Read {
            ours = List.copyOf(ours);
        }
    }

    MainPlaylistCheck(Inspection inspection) {
        this.inspection = inspection;
        named = inspection.named(inspection.main());
    }

    /** Empty if it cannot be read. */
    Optional<Read> read() {
        return inspection
                .document(inspection.main(), DocumentKind.MAIN_PLAYLIST, "the user")
                .flatMap(this::read);
    }

    private Optional<Read> read(byte[] bytes) {
        try {
            PlaylistText text = PlaylistText.parse(bytes);
            return Optional.of(
                    switch (Playlist.parse(text)) {
                        case MediaPlaylist media -> new Read(null, media, List.of(), false);
                        case MultivariantPlaylist variants -> {
                            List<Announcement> ours = check(text, variants);
                            long images =
                                    ours.stream().filter(Announcement::images).count();
                            yield new Read(
                                    variants,
                                    null,
                                    ours,
                                    variants.imageStreams().size() > images);
                        }
                    });
        } catch (MalformedPlaylistException e) {
            inspection
                    .findings()
                    .error(
                            named,
                            "it is no playlist that players can use: " + e.getMessage(),
                            "no player plays the film",
                            "have it written anew by what packaged the film");
            return Optional.empty();
        }
    }

    private List<Announcement> check(PlaylistText text, MultivariantPlaylist variants) {
        variants.leftOut().stream()
                .filter(tag -> tag.contains(IMAGE_TAG) || tag.contains("mjpg"))
                .forEach(tag -> error("a line announces nothing: " + tag, "no player finds what it is for", TAKE_OUT));
        checkPlaces(text);
        List<Announcement> ours = new ArrayList<>();
        int others = 0;
        for (StreamLine stream : variants.imageStreams()) {
            others += add(text, stream, true, ours) ? 0 : 1;
        }
        variants.iFrameLines().forEach(stream -> add(text, stream, false, ours));
        if (others > 0) {
            inspection
                    .findings()
                    .note(
                            named,
                            "it announces " + others + " image streams of another writer",
                            "players may show those; they were not checked",
                            "leave one writer's, if both are shown side by side");
        }
        checkTwice(ours);
        return ours;
    }

    private boolean add(PlaylistText text, StreamLine stream, boolean images, List<Announcement> ours) {
        Matcher name = OURS.matcher(Inspection.fileName(stream.uri()));
        if (!name.matches() || images != (name.group(2) == null)) {
            return false;
        }
        PlaylistLine line = text.lines().get(stream.line());
        String content = line.text().strip();
        AttributeList attributes = attributes(content.substring(content.indexOf(':') + 1), stream.line() + 1);
        inspection
                .resolve(inspection.main(), stream.uri())
                .map(address -> new Announcement(
                        stream.line() + 1,
                        images,
                        address,
                        name.group(1),
                        resolution(attributes),
                        bits(attributes, "BANDWIDTH"),
                        bits(attributes, "AVERAGE-BANDWIDTH"),
                        attributes.find("CODECS").orElse("")))
                .ifPresent(announcement -> {
                    check(announcement);
                    ours.add(announcement);
                });
        return true;
    }

    private AttributeList attributes(String text, int line) {
        try {
            return AttributeList.parse(text);
        } catch (MalformedPlaylistException e) {
            error("line " + line + " is no attribute list: " + e.getMessage(), "players read it differently", TAKE_OUT);
            return new AttributeList(Map.of());
        }
    }

    private static @Nullable Resolution resolution(AttributeList attributes) {
        try {
            return attributes.find("RESOLUTION").map(Resolution::parse).orElse(null);
        } catch (MalformedPlaylistException e) {
            return null;
        }
    }

    private static long bits(AttributeList attributes, String name) {
        return attributes
                .find(name)
                .filter(BITS.asMatchPredicate())
                .map(Long::parseLong)
                .orElse(0L);
    }

    private void check(Announcement line) {
        String codecs = line.images() ? "jpeg" : "mjpg";
        if (!line.codecs().equals(codecs)) {
            error(
                    "line " + line.line() + " has CODECS=\"" + line.codecs() + "\", not \"" + codecs + "\"",
                    "shaka and hls.js know the stream by that very value",
                    inspection.again());
        }
        if (line.resolution() == null) {
            error(
                    "line " + line.line() + " has no RESOLUTION of the form 320x180",
                    "it is required; Roku and shaka reckon with it",
                    inspection.again());
        }
        if (line.bandwidth() < 1) {
            error(
                    "line " + line.line() + " has no BANDWIDTH above 0",
                    "it is required; Roku tells tracks apart by it",
                    inspection.again());
        }
    }

    private void checkTwice(List<Announcement> ours) {
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < i; j++) {
                Announcement line = ours.get(i);
                Announcement before = ours.get(j);
                if (line.address().equals(before.address())) {
                    error(
                            "lines " + before.line() + " and " + line.line() + " name the same playlist",
                            "shaka and Roku list the size twice",
                            TAKE_OUT);
                } else if (line.bandwidth() > 0 && line.bandwidth() == before.bandwidth()) {
                    error(
                            "lines " + before.line() + " and " + line.line() + " have the same BANDWIDTH, "
                                    + line.bandwidth(),
                            "Roku tells image tracks apart by it",
                            inspection.again());
                }
            }
        }
    }

    /** shaka and Media3 take the very line below EXT-X-STREAM-INF for its URI. */
    private void checkPlaces(PlaylistText text) {
        List<PlaylistLine> lines = text.lines();
        for (int i = 0; i + 1 < lines.size(); i++) {
            boolean between = lines.get(i).isTag("#EXT-X-STREAM-INF")
                    && (lines.get(i + 1).isTag("#" + IMAGE_TAG)
                            || lines.get(i + 1).isTag("#EXT-X-I-FRAME-STREAM-INF"));
            if (between) {
                error(
                        "line " + (i + 2) + " stands between EXT-X-STREAM-INF and its URI",
                        "shaka and Media3 take it for the URI, and do not play the film",
                        "move the line to the end");
            }
        }
    }

    private void error(String what, String why, String remedy) {
        inspection.findings().error(named, what, why, remedy);
    }
}
