package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An extractor that needs no video: what lies in a gap is missing, and of the rest it makes a byte each. */
record PicturesOfNothing(List<ThumbnailBox> boxes) implements Extractor {

    /** So that a playlist of a hundred thousand marks takes no second. */
    private static final int MAX_MADE = 200;

    @Override
    public Extraction extract(ThumbnailPlan plan, ThumbnailSink sink) {
        SortedMap<Integer, String> missing = new TreeMap<>();
        for (Mark mark : plan.marks()) {
            String reason = plan.segments().get(mark.segment()).unavailable();
            if (reason != null || mark.number() > MAX_MADE) {
                missing.put(mark.number(), String.valueOf(reason));
                sink.missing(mark.number());
            } else {
                boxes.forEach(box -> sink.add(new NoPicture(mark.number(), box)));
            }
        }
        Map<String, Resolution> sizes =
                boxes.stream().collect(Collectors.toMap(ThumbnailBox::name, ThumbnailBox::size));
        return new Extraction(sizes, missing, 0, 0);
    }

    @Override
    public VideoStream probe(PlannedSegment segment) {
        return new VideoStream("h264", new Resolution(640, 360), false);
    }

    @Override
    public Duration length(Run run) {
        return run.length().multipliedBy(11).dividedBy(10);
    }

    @Override
    public Duration firstTimestamp(PlannedSegment segment) {
        return Duration.ZERO;
    }

    @Override
    public byte[] jpeg(YuvImage picture) {
        return new byte[1];
    }

    private record NoPicture(int number, ThumbnailBox box) implements Thumbnail {

        @Override
        public List<ThumbnailBox> boxes() {
            return List.of(box);
        }

        @Override
        public Resolution size() {
            return box.size();
        }

        @Override
        public byte[] jpeg() {
            return new byte[1];
        }

        @Override
        public YuvImage pixels() {
            return YuvImage.grey(box.size());
        }
    }
}
