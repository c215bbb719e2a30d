package io.github.rokutrickplay.manifest.dash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

final class MpdEditorTest {

    private static final S3Location MPD = S3Location.parse("s3://bucket/content/video123/play.mpd");
    private static final MpdEditor EDITOR = new MpdEditor(MPD, "content/video123/", PublicUrlPrefixes.NONE);
    private static final ImageRepresentation SMALL = images("small", 320, 180, 10_000_000, 4);
    private static final ImageRepresentation BIG = images("big", 640, 360, 10_000_000, 4);
    private static final ImageRepresentation SHEETS = new ImageRepresentation(
            "thumbs_320x180",
            60_000,
            960,
            360,
            3,
            2,
            "content/video123/thumbs/video-id_small.3x2.",
            ".jpg",
            5,
            60_000_000,
            3);

    private static final String SIMPLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT35.48S">
              <Period id="1">
                <AdaptationSet mimeType="video/mp4">
                  <SegmentTemplate media="v_$Number$.mp4" duration="6" startNumber="1"/>
                  <Representation id="v" bandwidth="1000000"/>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    private static ImageRepresentation images(String name, int width, int height, long intervalUs, int count) {
        return new ImageRepresentation(
                "thumbs_" + width + "x" + height,
                width * 50L,
                width,
                height,
                1,
                1,
                "content/video123/thumbs/video-id_" + name + ".",
                ".jpg",
                5,
                intervalUs,
                count);
    }

    private static MpdEdit edit(String mpd, ImageRepresentation... images) {
        return EDITOR.withImages(mpd.getBytes(UTF_8), List.of(images));
    }

    private static String text(MpdEdit edit) {
        assertThat(edit.leftAlone()).isNull();
        assertThat(edit.announces()).isTrue();
        return new String(edit.bytes(), UTF_8);
    }

    @Test
    void addsASetBehindTheOthersInTheDocumentsOwnManner() {
        assertThat(text(edit(SIMPLE, SMALL, BIG))).isEqualTo(SIMPLE.replace("    </AdaptationSet>\n", """
                    </AdaptationSet>
                    <AdaptationSet contentType="image" mimeType="image/jpeg">
                      <Representation id="thumbs_320x180" bandwidth="16000" width="320" height="180">
                        <EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="1x1"/>
                        <SegmentTemplate media="thumbs/video-id_small.$Number%05d$.jpg" timescale="1" duration="10" startNumber="1"/>
                      </Representation>
                      <Representation id="thumbs_640x360" bandwidth="32000" width="640" height="360">
                        <EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="1x1"/>
                        <SegmentTemplate media="thumbs/video-id_big.$Number%05d$.jpg" timescale="1" duration="10" startNumber="1"/>
                      </Representation>
                    </AdaptationSet>
                """));
    }

    @Test
    void addsSheetsWithATimelineInWhichAllAreFull() {
        assertThat(text(edit(SIMPLE, SHEETS))).contains("""
                      <Representation id="thumbs_320x180" bandwidth="60000" width="960" height="360">
                        <EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="3x2"/>
                        <SegmentTemplate media="thumbs/video-id_small.3x2.$Number%05d$.jpg" timescale="1" startNumber="1">
                          <SegmentTimeline>
                            <S t="0" d="60" r="2"/>
                          </SegmentTimeline>
                        </SegmentTemplate>
                      </Representation>
                """);
    }

    @Test
    void changesNothingTheSecondTimeAndGivesTheSameArrayBack() {
        byte[] once = edit(SIMPLE, SMALL, BIG).bytes();

        MpdEdit twice = EDITOR.withImages(once, List.of(SMALL, BIG));

        assertThat(twice.bytes()).isSameAs(once);
        assertThat(twice.changed()).isFalse();
        assertThat(twice.announces()).isTrue();
    }

    @Test
    void takesItsSetOutAgain() {
        MpdEdit out = EDITOR.withoutImages(edit(SIMPLE, SMALL, BIG).bytes());

        assertThat(out.bytes()).asString(UTF_8).isEqualTo(SIMPLE);
        assertThat(out).returns(true, MpdEdit::changed).returns(false, MpdEdit::announces);
    }

    @Test
    void replacesItsSetWhereItStandsAndLeavesOthersAlone() {
        String theirs = """
                    <AdaptationSet mimeType="image/jpeg" contentType="image">
                      <SegmentTemplate media="image_$RepresentationID$_$Number$.jpg" duration="10"/>
                      <Representation id="thumbs_320x180" bandwidth="1" width="320" height="180"/>
                    </AdaptationSet>
                """;
        String ours = text(edit(SIMPLE, SMALL));
        String between = ours.replace("  </Period>", theirs + "  </Period>");

        String edited = text(edit(between, SHEETS));

        assertThat(edited).isEqualTo(text(edit(SIMPLE, SHEETS)).replace("  </Period>", theirs + "  </Period>"));
        assertThat(EDITOR.withoutImages(edited.getBytes(UTF_8)).bytes())
                .asString(UTF_8)
                .isEqualTo(SIMPLE.replace("  </Period>", theirs + "  </Period>"));
    }

    @Test
    void keepsOneOfItsSetsWhereThereAreTwo() {
        String ours = text(edit(SIMPLE, SMALL));
        int start = ours.indexOf("    <AdaptationSet contentType");
        int end = ours.indexOf("  </Period>");
        String twice = ours.substring(0, end) + ours.substring(start, end) + ours.substring(end);

        assertThat(text(edit(twice, BIG))).isEqualTo(text(edit(SIMPLE, BIG)));
    }

    @Test
    void writesOnOneLineWhereTheDocumentDoesAndUsesItsPrefix() {
        String flat = SIMPLE.replaceAll("\n *", "")
                .replaceAll("<(/?)(?=[A-Z])", "<$1d:")
                .replace("xmlns=", "xmlns:d=");

        assertThat(text(edit(flat, SMALL)))
                .startsWith(flat.substring(0, flat.indexOf("</d:Period>")))
                .endsWith(
                        "<d:AdaptationSet contentType=\"image\" mimeType=\"image/jpeg\"><d:Representation id=\"thumbs_320x180\" bandwidth=\"16000\" width=\"320\" height=\"180\"><d:EssentialProperty schemeIdUri=\"http://dashif.org/guidelines/thumbnail_tile\" value=\"1x1\"/><d:SegmentTemplate media=\"thumbs/video-id_small.$Number%05d$.jpg\" timescale=\"1\" duration=\"10\" startNumber=\"1\"/></d:Representation></d:AdaptationSet></d:Period></d:MPD>");
    }

    @Test
    void keepsTheEncoding() {
        String latin = SIMPLE.replace("UTF-8", "ISO-8859-1").replace("id=\"1\"", "id=\"\u00e9\"");
        byte[] edited =
                EDITOR.withImages(latin.getBytes(ISO_8859_1), List.of(SMALL)).bytes();
        assertThat(edited).asString(ISO_8859_1).contains("id=\"\u00e9\"", "thumbs_320x180");
        assertThat(Mpds.thumbnails(Mpds.periods(edited).getFirst())).hasSize(1);

        byte[] wide = ("\ufeff" + SIMPLE.replace("UTF-8", "UTF-16")).getBytes(UTF_16LE);
        byte[] editedWide = EDITOR.withImages(wide, List.of(SMALL)).bytes();
        assertThat(Mpds.thumbnails(Mpds.periods(editedWide).getFirst())).hasSize(1);
        assertThat(EDITOR.withoutImages(editedWide).bytes()).isEqualTo(wide);
    }

    @ParameterizedTest
    @CsvSource({
        "'', thumbs/video-id_small.",
        "dash/, ../thumbs/video-id_small.",
        "a file.mp4, thumbs/video-id_small.",
        "/content/video123/dash/, ../thumbs/video-id_small.",
        "/, content/video123/thumbs/video-id_small.",
        "./, thumbs/video-id_small.",
        "https://bucket.s3.eu-west-1.amazonaws.com/content/, video123/thumbs/video-id_small.",
        "s3://bucket/content/video123/x/y/, ../../thumbs/video-id_small.",
        "https://cdn.example.com/films/video123/z/?token=1, ../thumbs/video-id_small.",
    })
    void namesImagesRelativeToTheBaseUrlInForce(String baseUrl, String media) {
        MpdEditor editor = new MpdEditor(
                MPD,
                "content/video123/",
                PublicUrlPrefixes.parse("https://cdn.example.com/films/=s3://bucket/content/")
                        .orElseThrow());
        for (String at : List.of("  <Period id=\"1\">", "    <AdaptationSet")) {
            String mpd = SIMPLE.replace(at, "<BaseURL> " + baseUrl + " </BaseURL>" + at);

            String edited = text(editor.withImages(mpd.getBytes(UTF_8), List.of(SMALL)));

            assertThat(edited).contains("media=\"" + media + "$Number%05d$.jpg\"");
            assertThat(editor.withoutImages(edited.getBytes(UTF_8)).bytes())
                    .asString(UTF_8)
                    .isEqualTo(mpd);
        }
    }

    @Test
    void leavesAnMpdAloneWhoseBaseUrlIsOfAHostThatNobodyKnows() {
        String mpd =
                SIMPLE.replace("  <Period", "  <BaseURL>https://cdn.example.com/content/video123/</BaseURL><Period");

        MpdEdit edit = edit(mpd, SMALL);

        assertThat(edit.bytes()).asString(UTF_8).isEqualTo(mpd);
        assertThat(edit.leftAlone()).contains("set PUBLIC_URL_PREFIXES=https://cdn.example.com/=s3://bucket/");
    }

    @Test
    void leavesAnMpdAloneWhoseBaseUrlCannotReachTheImages() {
        MpdEditor editor = new MpdEditor(
                MPD,
                "content/video123/",
                PublicUrlPrefixes.parse("https://cdn.example.com/=s3://bucket/content/video123/dash/")
                        .orElseThrow());
        String mpd = SIMPLE.replace("  <Period", "  <BaseURL>https://cdn.example.com/</BaseURL><Period");

        assertThat(editor.withImages(mpd.getBytes(UTF_8), List.of(SMALL)).leftAlone())
                .contains("lead to s3://bucket/content/video123/thumbs/video-id_small.1.jpg");
    }

    @Test
    void takesAlternativeBaseUrlsThatLeadToTheSamePlaceAndNoOthers() {
        PublicUrlPrefixes both = PublicUrlPrefixes.parse(
                        "https://a.example/=s3://bucket/content/,https://b.example/c/=s3://bucket/content/")
                .orElseThrow();
        MpdEditor editor = new MpdEditor(MPD, "content/video123/", both);
        String mpd = SIMPLE.replace(
                "  <Period",
                "  <BaseURL>https://a.example/video123/</BaseURL><BaseURL>https://b.example/c/video123/</BaseURL><Period");

        assertThat(text(editor.withImages(mpd.getBytes(UTF_8), List.of(SMALL))))
                .contains("media=\"thumbs/video-id_small.");
        assertThat(editor.withImages(mpd.replace("c/video123/", "c/").getBytes(UTF_8), List.of(SMALL))
                        .leftAlone())
                .contains("by one relative URL");
    }

    @Test
    void escapesKeysForUrlTemplateAndXml() {
        S3Location mpd = S3Location.parse("s3://bucket/a$b & c/play.mpd");
        ImageRepresentation images = new ImageRepresentation(
                "thumbs_320x180", 1, 320, 180, 1, 1, "a$b & c/thumbs/d$\u00e9&\"_small.", ".x$y.jpg", 5, 10_000_000, 4);
        MpdEditor editor = new MpdEditor(mpd, "a$b & c/", PublicUrlPrefixes.NONE);

        byte[] edited =
                editor.withImages(SIMPLE.getBytes(UTF_8), List.of(images)).bytes();

        assertThat(edited).asString(UTF_8).contains("media=\"thumbs/d$$%C3%A9&amp;%22_small.$Number%05d$.x$$y.jpg\"");
        Element representation =
                Mpds.thumbnails(Mpds.periods(edited).getFirst()).getFirst();
        assertThat(Mpds.url(representation, 7)).isEqualTo("thumbs/d$%C3%A9&%22_small.00007.x$y.jpg");
        assertThat(editor.withoutImages(edited).bytes()).asString(UTF_8).isEqualTo(SIMPLE);
    }

    @ParameterizedTest
    @CsvSource({
        // start of the second Period, its segments
        "PT20S, 'timescale=\"1\" duration=\"10\" startNumber=\"3\"/>'",
        "PT25S, 'timescale=\"1\" presentationTimeOffset=\"5\" startNumber=\"3\"><SegmentTimeline><S t=\"0\" d=\"10\" r=\"1\"/>'",
        "PT0H0M19.960S, 'timescale=\"1000\" presentationTimeOffset=\"9960\" startNumber=\"2\"><SegmentTimeline><S t=\"0\" d=\"10000\" r=\"2\"/>'",
        "PT31S, 'timescale=\"1\" presentationTimeOffset=\"1\" startNumber=\"4\"><SegmentTimeline><S t=\"0\" d=\"10\"/>'",
    })
    void numbersImagesOnFromPeriodToPeriod(String start, String segments) {
        String flat = SIMPLE.replaceAll("\n *", "");
        String second = flat.substring(flat.indexOf("<Period"), flat.indexOf("</MPD>"))
                .replace("<Period", "<Period start=\"" + start + "\"");
        String mpd = flat.replace("</MPD>", second + "</MPD>");

        String edited = text(edit(mpd, SMALL, SHEETS));

        assertThat(edited.substring(edited.lastIndexOf("<Period"))).contains("small.$Number%05d$.jpg\" " + segments);
        assertThat(edited).doesNotContain("3x2");
    }

    @Test
    void saysHowManyImagesThereAreWhereAPlayerCouldAskForMore() {
        assertThat(text(edit(SIMPLE.replace("35.48", "40.02"), SMALL))).contains("<S t=\"0\" d=\"10\" r=\"3\"/>");
        assertThat(text(edit(SIMPLE.replace(" mediaPresentationDuration=\"PT35.48S\"", ""), SMALL)))
                .contains("<S t=\"0\" d=\"10\" r=\"3\"/>");
        assertThat(text(edit(SIMPLE.replace("35.48", "40"), SMALL))).doesNotContain("<S ");
    }

    @Test
    void takesAnEarlierSetOutOfAnMpdThatCannotHaveANewOne() {
        String two = SIMPLE.replace("<Period id", "<Period duration=\"PT20S\" id")
                .replace("</MPD>", "  <Period><AdaptationSet/></Period>\n</MPD>");
        byte[] before = edit(two, SMALL).bytes();

        MpdEdit edit = EDITOR.withImages(before, List.of(SHEETS));

        assertThat(edit.bytes()).asString(UTF_8).isEqualTo(two);
        assertThat(edit.changed()).isTrue();
        assertThat(edit.announces()).isFalse();
        assertThat(edit.leftAlone()).contains("2 Periods");
    }

    @Test
    void leavesPeriodsAloneThatAreElsewhereOrEmpty() {
        String periods = """
                <Period duration="PT10S"><AdaptationSet/></Period>
                <Period duration="PT10S" x:href="https://ads.example/1" xmlns:x="http://www.w3.org/1999/xlink"/>
                <Period duration="PT5S"/>
                <Period id="last"><AdaptationSet/></Period>
                """;
        String mpd = SIMPLE.substring(0, SIMPLE.indexOf("  <Period")) + periods + "</MPD>\n";

        byte[] edited = edit(mpd, SMALL).bytes();

        List<Element> read = Mpds.periods(edited);
        assertThat(read).extracting(period -> Mpds.thumbnails(period).size()).containsExactly(1, 0, 0, 1);
        assertThat(Mpds.numberAt(Mpds.thumbnails(read.getLast()).getFirst(), 4_999_999))
                .isEqualTo(3);
        assertThat(Mpds.numberAt(Mpds.thumbnails(read.getLast()).getFirst(), 5_000_000))
                .isEqualTo(4);
        assertThat(EDITOR.withoutImages(edited).bytes()).asString(UTF_8).isEqualTo(mpd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not XML",
                "#EXTM3U",
                "<MPD",
                "<MPD><Period></MPD>",
                "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011'><Period><AdaptationSet></Period></AdaptationSet></MPD>",
                "<MPD/><MPD/>",
                "<a:MPD><a:Period/></a:MPD>",
                "<html/>",
                "<MPD xmlns='urn:other'><Period><AdaptationSet/></Period></MPD>",
                "<EncryptedData xmlns='http://www.w3.org/2001/04/xmlenc#'/>",
                "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>",
                "<MPD><Period/></MPD>",
                "<MPD type='dynamic'><Period><AdaptationSet/></Period></MPD>",
                "<MPD><Period><AdaptationSet/>&unknown;</Period></MPD>",
                "<MPD><Period start='P1M'><AdaptationSet/></Period></MPD>",
                "<MPD><Period><SegmentTemplate initialization='i'/><AdaptationSet/></Period></MPD>",
                "<MPD><Period><AdaptationSet/></Period><Period><AdaptationSet/></Period></MPD>",
                "<?xml version='1.0' encoding='klingon'?><MPD><Period><AdaptationSet/></Period></MPD>",
                "<!DOCTYPE MPD [<!ENTITY a 'b'>]><MPD><Period><AdaptationSet/></Period></MPD>",
                "<!DOCTYPE MPD SYSTEM 'file:///etc/passwd'><MPD><Period><AdaptationSet/></Period></MPD>",
            })
    void saysWhyAnMpdIsLeftAlone(String mpd) {
        byte[] bytes = mpd.getBytes(UTF_8);

        MpdEdit edit = EDITOR.withImages(bytes, List.of(SMALL));

        assertThat(edit.bytes()).isSameAs(bytes);
        assertThat(edit.leftAlone()).isNotBlank().doesNotContain("\n");
        assertThat(edit.announces()).isFalse();
    }

    @Test
    void refusesBytesThatAreNotWhatTheyAreDeclaredToBe() {
        byte[] latin = SIMPLE.replace("id=\"1\"", "id=\"\u00e9\"").getBytes(ISO_8859_1);

        assertThat(EDITOR.withImages(latin, List.of(SMALL)).leftAlone()).isEqualTo("its bytes are not UTF-8");
    }

    @Test
    void readsNoEntityOfABomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE MPD [<!ENTITY a0 'x'>");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        bomb.append("]><MPD><Period id='&a39;'><AdaptationSet/></Period></MPD>");

        assertThat(edit(bomb.toString(), SMALL).leftAlone()).contains("document type");
    }

    @Test
    void isNotDeceivedByTagsInCommentsCdataAndAttributes() {
        String mpd = SIMPLE.replace("<Period id=\"1\">", """
                <!-- <Period><AdaptationSet> -->
                <ProgramInformation><Title><![CDATA[</Period><AdaptationSet>]]></Title></ProgramInformation>
                <?pi <AdaptationSet/> ?>
                <Period id="/>" x='">'>""");

        MpdEdit edit = edit(mpd, SMALL);

        assertThat(text(edit)).startsWith(mpd.substring(0, mpd.indexOf("  </Period>\n</MPD>")));
        assertThat(EDITOR.withoutImages(edit.bytes()).bytes()).asString(UTF_8).isEqualTo(mpd);
    }

    @Test
    void readsALargeTimelineInLittleTime() {
        String s = "<S d=\"6\"/>\r\n".repeat(300_000);
        String mpd = SIMPLE.replace(
                "<Representation id=\"v\"",
                "<SegmentTemplate><SegmentTimeline>" + s
                        + "</SegmentTimeline></SegmentTemplate><Representation id=\"v\"");

        byte[] edited = edit(mpd, SMALL).bytes();

        assertThat(EDITOR.withoutImages(edited).bytes()).isEqualTo(mpd.getBytes(UTF_8));
        assertThat(Arrays.mismatch(edited, mpd.getBytes(UTF_8)))
                .isEqualTo(mpd.indexOf("</AdaptationSet>") + "</AdaptationSet>\n  ".length());
    }
}
