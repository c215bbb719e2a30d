package io.github.rokutrickplay.dash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MpdParserTest {

    private static final S3Location MPD = S3Location.parse("s3://bucket/film/main.mpd");
    private static final String FOLDER = "s3://bucket/film/";

    @TempDir
    private Path folder;

    private static List<List<MpdVideo>> parse(String mpd) {
        return new MpdParser(MPD, PublicUrlPrefixes.NONE).parse(mpd.getBytes(UTF_8));
    }

    private static MpdVideo video(String attributes, String content) {
        return parse("<MPD mediaPresentationDuration='PT25S'><Period>" + "<AdaptationSet mimeType='video/mp4' "
                        + attributes + ">" + content + "</AdaptationSet></Period></MPD>")
                .getFirst()
                .getFirst();
    }

    private static List<String> urls(MpdVideo video) {
        assertThat(video.refusal()).isNull();
        return video.segments().stream()
                .map(segment -> segment.uri().replace(FOLDER, "") + " "
                        + segment.duration().toMillis())
                .toList();
    }

    @Test
    void readsNumberedSegmentsOfConstantDuration() {
        MpdVideo video = video(
                "width='640' codecs='avc1.4d401e'",
                "<SegmentTemplate timescale='1000' duration='10000' startNumber='7' initialization='$RepresentationID$/i.mp4'/>"
                        + "<Representation id='a b' bandwidth='900' height='360'>"
                        + "<SegmentTemplate media='$RepresentationID$/$Bandwidth%05d$_$Number%03d$$$.m4s'/></Representation>");

        assertThat(urls(video))
                .containsExactly("a b/00900_007$.m4s 10000", "a b/00900_008$.m4s 10000", "a b/00900_009$.m4s 5000");
        assertThat(video.segments())
                .extracting(Segment::initialization)
                .containsOnly(new InitializationSection(FOLDER + "a b/i.mp4", null, List.of()));
        assertThat(video.variant().resolution()).contains(new Resolution(640, 360));
        assertThat(video.variant().bandwidth()).isEqualTo(900);
        assertThat(video.variant().codecs()).containsExactly("avc1.4d401e");
    }

    @Test
    void readsATimelineByTimeAndByNumber() {
        String timeline =
                "<SegmentTimeline><S t='9000' d='90000' r='1'/><S d='45000'/><S t='250000' d='90000' r='-1'/></SegmentTimeline>";
        String template = "<SegmentTemplate timescale='9000' presentationTimeOffset='9000' media='";

        assertThat(urls(video(
                        "",
                        template + "$Time$.m4s'>" + timeline
                                + "</SegmentTemplate><Representation id='1' bandwidth='1'/>")))
                .containsExactly("9000.m4s 10000", "99000.m4s 10000", "189000.m4s 5000");
        assertThat(urls(video(
                        "",
                        template + "$Number$.m4s'>"
                                + timeline.replace("250000", "230000").replace("45000", "30000")
                                + "</SegmentTemplate><Representation id='1' bandwidth='1'/>")))
                .as("a hole in the timeline is the segment's before it")
                .containsExactly("1.m4s 10000", "2.m4s 10000", "3.m4s 4555", "4.m4s 444");
    }

    @Test
    void readsListsAndByteRanges() {
        MpdVideo video = video("", """
                <Representation id='1' bandwidth='1'><BaseURL>v.mp4</BaseURL>
                <SegmentList duration='10'><Initialization range='0-99'/>
                <SegmentURL mediaRange='100-199'/><SegmentURL mediaRange='200-299'/><SegmentURL media='x/y.mp4'/>
                </SegmentList></Representation>""");

        assertThat(urls(video)).containsExactly("v.mp4 10000", "v.mp4 10000", "x/y.mp4 5000");
        assertThat(video.segments().get(1).byteRange()).isEqualTo(new ByteRange(200, 100));
        assertThat(video.segments().get(1).initialization())
                .isEqualTo(new InitializationSection(FOLDER + "v.mp4", new ByteRange(0, 100), List.of()));
    }

    @Test
    void takesARepresentationWithoutSegmentsForOneFile() {
        MpdVideo video = video(
                "",
                "<Representation id='1' bandwidth='1'><BaseURL>sub/v.mp4</BaseURL><SegmentBase indexRange='800-900'><Initialization range='0-799'/></SegmentBase></Representation>");

        assertThat(video.file()).isEqualTo(FOLDER + "sub/v.mp4");
        assertThat(video.segments()).isEmpty();
    }

    @Test
    void givesThePeriodsOneByOneAndNoSounds() {
        List<List<MpdVideo>> periods = parse("""
                <MPD mediaPresentationDuration='PT30S'><BaseURL>b/</BaseURL>
                <Period duration='PT12S'><SegmentTemplate duration='6' media='1/$Number$'/>
                  <AdaptationSet contentType='audio'><Representation id='a' mimeType='audio/mp4'/></AdaptationSet>
                  <AdaptationSet contentType='video'><Representation id='v'/></AdaptationSet></Period>
                <Period start='PT12S'><SegmentTemplate duration='6' media='2/$Number$'/><BaseURL>../c/</BaseURL>
                  <AdaptationSet contentType='video'><Representation id='v'/><Representation id='w'/></AdaptationSet></Period>
                </MPD>""");

        assertThat(periods).extracting(List::size).containsExactly(1, 2);
        assertThat(urls(periods.getFirst().getFirst())).containsExactly("b/1/1 6000", "b/1/2 6000");
        assertThat(urls(periods.getLast().getFirst())).containsExactly("c/2/1 6000", "c/2/2 6000", "c/2/3 6000");
    }

    @ParameterizedTest
    @CsvSource({
        "<ContentProtection/><Representation id='1'/>, encrypted",
        "<EssentialProperty schemeIdUri='http://dashif.org/guidelines/trickmode'/><Representation id='1'/>, trick modes",
        "<SegmentTemplate media='$Number$'/><Representation id='1'/>, neither a duration nor",
        "<SegmentTemplate duration='1'/><Representation id='1'/>, has no media",
        "<SegmentTemplate media='$Sub$' duration='10'/><Representation id='1'/>, its template says '$Sub$'",
        "<SegmentTemplate media='a' duration='x'/><Representation id='1'/>, which is no number",
        "<SegmentTemplate media='a' duration='1' timescale='1000000'/><Representation id='1'/>, more than",
        "<SegmentTemplate media='a'><SegmentTimeline><S d='0'/></SegmentTimeline></SegmentTemplate><Representation id='1'/>, has no duration",
        "<SegmentTemplate media='a' presentationTimeOffset='3'><SegmentTimeline><S t='0' d='6'/></SegmentTimeline></SegmentTemplate><Representation id='1'/>, 3000.0 ms before its Period",
    })
    void saysWhyAVideoCannotBeUsed(String content, String reason) {
        assertThat(video("", content).refusal()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<MPD type='dynamic' mediaPresentationDuration='PT5S'><Period/></MPD>",
                "<MPD mediaPresentationDuration='PT5S'/>",
                "<MPD><Period/></MPD>",
                "<MPD mediaPresentationDuration='PT5S'><Period x:href='a' xmlns:x='http://www.w3.org/1999/xlink'/></MPD>",
                "<x/>",
            })
    void refusesAnMpdThatIsNoFilm(String mpd) {
        assertThatThrownBy(() -> parse(mpd)).isInstanceOf(UnusableMpdException.class);
    }

    /** FFmpeg describes the same segments in both languages. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-use_timeline 1 -use_template 1",
                "-use_timeline 0 -use_template 1",
                "-use_timeline 0 -use_template 0",
                "-use_timeline 1 -use_template 0",
            })
    void readsOfFfmpegsMpdWhatItsPlaylistSays(String form) throws IOException, InterruptedException {
        FfmpegProgram.run(
                folder,
                "ffmpeg -hide_banner -v error -f lavfi -i testsrc=size=160x90:rate=25:duration=13 -c:v mpeg4 -g 50 -f dash"
                        + " -seg_duration 2 -hls_playlist 1 " + form + " main.mpd");
        MediaPlaylist expected =
                (MediaPlaylist) Playlist.parse(PlaylistText.parse(Files.readAllBytes(folder.resolve("media_0.m3u8"))));

        MpdVideo video = new MpdParser(MPD, PublicUrlPrefixes.NONE)
                .parse(Files.readAllBytes(folder.resolve("main.mpd")))
                .getFirst()
                .getFirst();

        assertThat(video.segments())
                .extracting(segment -> segment.uri() + " " + segment.byteRange() + " " + map(segment))
                .containsExactlyElementsOf(expected.segments().stream()
                        .map(segment ->
                                FOLDER + segment.uri() + " " + segment.byteRange() + " " + FOLDER + map(segment))
                        .map(line -> line)
                        .toList());
        Duration sum = video.segments().stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isEqualTo(Duration.ofSeconds(13));
        if (form.contains("timeline 1")) {
            for (int i = 0; i < expected.segments().size(); i++) {
                assertThat(video.segments().get(i).duration().toMillis())
                        .isCloseTo(expected.segments().get(i).duration().toMillis(), within(1L));
            }
        }
    }

    private static @Nullable String map(Segment segment) {
        return Objects.requireNonNull(segment.initialization()).uri();
    }
}
