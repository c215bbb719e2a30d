package io.github.rokutrickplay.local.verify.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.local.verify.form.ImageTemplate.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is allowed and seldom seen, and what is an attack. */
final class FormsTest {

    private static byte[] jpeg(String afterStart) {
        return ("\u00ff\u00d8" + afterStart).getBytes(ISO_8859_1);
    }

    @Test
    void findsTheSizeOfAJpegBehindTablesAndFillBytes() {
        String tables = "\u00ff\u00e0\u0000\u0004JF" + "\u00ff\u00ff\u00ff\u00db\u0000\u0003Q";
        String frame = "\u00ff\u00c0\u0000\u000b\u0008\u0000\u00b4\u0001@\u0001";

        assertThat(JpegHeader.read(jpeg(tables + frame))).isEqualTo(new JpegHeader(320, 180, true));
        assertThatThrownBy(() -> JpegHeader.read(jpeg(tables + "\u00ff\u00da\u0000\u0008aaaaaaaaa")))
                .hasMessageContaining("without a frame header");
        assertThatThrownBy(() -> JpegHeader.read("#EXTM3U".getBytes(UTF_8))).hasMessage("is a playlist, not a JPEG");
    }

    @Test
    void readsWebVttWithNotesAndWindowsLineEnds() {
        WebVttText read = WebVttText.read(
                "WEBVTT\r\n\r\nNOTE made by hand\r\n\r\n00:00:00.000 --> 01:00:01.500\r\na.jpg#xywh=1,2,3,4\r\n");

        assertThat(read.cues()).containsExactly(new WebVttText.Cue(0, 3_601_500, "a.jpg", new Region(1, 2, 3, 4)));
        assertThatThrownBy(() -> WebVttText.read("WEBVTT\n\n0:00.000 --> 0:01.000\na.jpg\n"))
                .hasMessageContaining("HH:MM:SS.mmm");
    }

    @Test
    void readsStoryboardsOfOneSheet() {
        StoryboardText read = StoryboardText.read(
                "{\"url\":\"s.jpg\",\"tile_width\":160,\"tile_height\":90,\"duration\":4.5,\"tiles\":[{\"start\":0,\"x\":0,\"y\":0},"
                        + "{\"start\":2.5,\"x\":160,\"y\":0}]}");

        assertThat(read.places())
                .containsExactly(
                        new StoryboardText.Place(0, 2_500_000, "s.jpg", new Region(0, 0, 160, 90)),
                        new StoryboardText.Place(2_500_000, 4_500_000, "s.jpg", new Region(160, 0, 160, 90)));
        assertThatThrownBy(() -> StoryboardText.read("{}")).hasMessageContaining("lacks url");
    }

    private static String mpd(String doctype, String periods) {
        return "<?xml version=\"1.0\"?>" + doctype
                + "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" mediaPresentationDuration=\"PT25S\">" + periods
                + "</MPD>";
    }

    private static String period(String attributes, String template) {
        return "<Period " + attributes + "><BaseURL>films/</BaseURL><AdaptationSet contentType=\"image\">"
                + "<Representation id=\"thumbs_320x180\" bandwidth=\"9\" width=\"640\" height=\"180\">"
                + "<EssentialProperty schemeIdUri=\"http://dashif.org/thumbnail_tile\" value=\"2x1\"/>"
                + template + "</Representation></AdaptationSet></Period>";
    }

    @Test
    void followsTheNumbersOfMpdsFromPeriodToPeriod() {
        String text = mpd(
                "",
                period(
                                "duration=\"PT15S\"",
                                "<SegmentTemplate media=\"$RepresentationID$/$$.$Number%03d$.jpg\" duration=\"10\"/>")
                        + period(
                                "",
                                "<SegmentTemplate media=\"a$Number$.jpg\" timescale=\"10\" presentationTimeOffset=\"50\" startNumber=\"2\">"
                                        + "<SegmentTimeline><S t=\"0\" d=\"100\" r=\"1\"/></SegmentTimeline></SegmentTemplate>"));

        ImageSets sets = ImageSets.read(text.getBytes(UTF_8));

        assertThat(sets.periods()).isEqualTo(2);
        assertThat(sets.durationUs()).isEqualTo(25_000_000);
        List<ImageTemplate> sizes =
                sets.representations().stream().map(ImageTemplate::of).toList();
        assertThat(sizes.get(0).segments())
                .containsExactly(
                        new Segment(0, 10_000_000, 5_000_000, "thumbs_320x180/$.001.jpg"),
                        new Segment(10_000_000, 20_000_000, 5_000_000, "thumbs_320x180/$.002.jpg"));
        assertThat(sizes.get(1).segments())
                .containsExactly(
                        new Segment(10_000_000, 20_000_000, 5_000_000, "a2.jpg"),
                        new Segment(20_000_000, 30_000_000, 5_000_000, "a3.jpg"));
        assertThat(sizes.get(1).rest()).isFalse();
        assertThat(sets.representations().get(1).bases()).containsExactly("films/");
    }

    @Test
    void readsNoFileThatAnMpdNames() {
        String doctype = "<!DOCTYPE MPD [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>";

        assertThatThrownBy(() -> ImageSets.read(mpd(doctype, "&secret;").getBytes(UTF_8)))
                .isInstanceOf(MalformedFormException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void survivesBoxesThatSayTheyAreLargerThanTheFile() {
        assertThatThrownBy(() -> ImageSequence.read("\u007f\u00ff\u00ff\u00ffftyp".getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedFormException.class);
        assertThatThrownBy(() -> ImageSequence.fragment("\u0000\u0000\u0000\u0008moof".getBytes(ISO_8859_1), 8))
                .isInstanceOf(MalformedFormException.class);
        assertThatThrownBy(() -> BifTable.tableBytes(new byte[BifTable.HEADER_BYTES]))
                .hasMessageContaining("magic number");
    }
}
