package io.github.rokutrickplay.players;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The film's MPD, as its packager writes it. */
final class Mpd {

    static final String NAME = "main.mpd";

    private static final Pattern VARIANT =
            Pattern.compile("#EXT-X-STREAM-INF:BANDWIDTH=(\\d+),.*CODECS=\"([^\"]+)\".*\n(.+)\n");
    private static final Pattern MAP = Pattern.compile("#EXT-X-MAP:URI=\"([^\"]+)\"");
    private static final Pattern SEGMENT = Pattern.compile("#EXTINF:.*\n(.+)\n");

    private Mpd() {}

    /** Writes it beside the main playlist, with the same segments. */
    static void write(Path folder) throws IOException {
        Matcher variant = only(VARIANT, Files.readString(folder.resolve(NumberedFilm.MAIN_PLAYLIST)));
        String media = Files.readString(folder.resolve(variant.group(3)));
        StringBuilder segments = new StringBuilder();
        SEGMENT.matcher(media)
                .results()
                .forEach(segment -> segments.append("          <SegmentURL media=\"" + segment.group(1) + "\"/>\n"));
        Files.writeString(folder.resolve(NAME), """
                <?xml version="1.0" encoding="UTF-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011" type="static" \
                mediaPresentationDuration="PT%sS" minBufferTime="PT2S">
                  <Period id="1" start="PT0S" duration="PT%sS">
                    <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
                      <Representation id="video" bandwidth="%s" codecs="%s" width="640" height="360">
                        <SegmentList timescale="1000" duration="%d">
                          <Initialization sourceURL="%s"/>
                %s        </SegmentList>
                      </Representation>
                    </AdaptationSet>
                  </Period>
                </MPD>
                """.formatted(
                        NumberedFilm.seconds(),
                        NumberedFilm.seconds(),
                        variant.group(1),
                        variant.group(2),
                        NumberedFilm.SEGMENT_SECONDS * 1000,
                        only(MAP, media).group(1),
                        segments));
    }

    private static Matcher only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in\n" + text);
        }
        return matcher;
    }
}
