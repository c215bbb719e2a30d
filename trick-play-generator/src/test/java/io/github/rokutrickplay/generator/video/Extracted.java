package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.storage.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What an extraction gave: for each box's name the JPEGs by number. */
record Extracted(Extraction extraction, Map<String, SortedMap<Integer, byte[]>> jpegs) {

    static final ThumbnailBox SMALL = new ThumbnailBox("small", new Resolution(320, 180));
    static final ThumbnailBox BIG = new ThumbnailBox("big", new Resolution(640, 360));

    static ThumbnailSettings settings(FrameChoice choice) {
        return settings(choice, "0.05");
    }

    private static ThumbnailSettings settings(FrameChoice choice, String maxMissing) {
        return new ThumbnailSettings(
                Duration.ofSeconds(10), List.of(SMALL, BIG), 4, choice, "thumbs", false, new BigDecimal(maxMissing));
    }

    static Extracted of(ObjectStore store, ThumbnailPlan plan, FrameChoice choice, int workers) {
        return of(store, plan, settings(choice), workers);
    }

    /** Where no thumbnail may be missing. */
    static Extracted wholly(ObjectStore store, ThumbnailPlan plan) {
        return of(store, plan, settings(FrameChoice.EXACT, "0"), 2);
    }

    private static Extracted of(ObjectStore store, ThumbnailPlan plan, ThumbnailSettings settings, int workers) {
        Map<String, SortedMap<Integer, byte[]>> jpegs = new ConcurrentHashMap<>();
        Extraction extraction = new ThumbnailExtractor(store, settings, workers)
                .extract(
                        plan,
                        thumbnail -> jpegs.computeIfAbsent(
                                        thumbnail.box().name(), name -> new ConcurrentSkipListMap<>())
                                .put(thumbnail.number(), thumbnail.jpeg()));
        return new Extracted(extraction, jpegs);
    }

    static Extracted of(ObjectStore store, ThumbnailPlan plan) {
        return of(store, plan, FrameChoice.EXACT, 2);
    }

    /** Boxes that come to one size have one set of images, by the name of the smaller. */
    SortedMap<Integer, byte[]> jpegs(String box) {
        boolean alike =
                Objects.equals(extraction.sizes().get("big"), extraction.sizes().get("small"));
        return jpegs.getOrDefault(alike ? "small" : box, new TreeMap<>());
    }

    /** One picture, which must be there. */
    BufferedImage picture(String box, int number) {
        byte[] jpeg = jpegs(box).get(number);
        if (jpeg == null) {
            throw new AssertionError("no picture " + number + " of " + box + "; there are "
                    + jpegs(box).keySet());
        }
        return picture(jpeg);
    }

    /** The frame number that each picture of a box shows; -1 where none can be read. */
    List<Integer> frames(String box) {
        return jpegs(box).values().stream()
                .map(jpeg -> FrameNumber.read(picture(jpeg)).orElse(-1))
                .toList();
    }

    /** Both sizes show these frames. */
    void shows(List<Integer> frames) {
        assertThat(frames("big")).as("frames in big").isEqualTo(frames);
        assertThat(frames("small")).as("frames in small").isEqualTo(frames);
    }

    static BufferedImage picture(byte[] jpeg) {
        try {
            // From memory: for a stream, ImageIO writes a file first.
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
