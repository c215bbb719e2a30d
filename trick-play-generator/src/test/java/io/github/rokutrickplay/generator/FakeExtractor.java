package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes thumbnails that need no video, each its number in length, of segments of which it knows what a test says. */
final class FakeExtractor implements Extractor {

    private final List<ThumbnailBox> boxes;
    private final Set<Integer> lost;
    private final Map<String, VideoStream> streams = new HashMap<>();
    private final Map<String, Duration> firstTimestamps = new HashMap<>();
    private final Map<Integer, Duration> lengths = new HashMap<>();
    private boolean iFramesFail;
    private @Nullable Resolution oneSize;
    final List<String> probed = new ArrayList<>();
    final List<ThumbnailPlan> extracted = new ArrayList<>();

    FakeExtractor(List<ThumbnailBox> boxes, Set<Integer> lost) {
        this.boxes = boxes;
        this.lost = lost;
    }

    /** A segment's file name, and what is in it. */
    FakeExtractor with(String file, VideoStream stream) {
        streams.put(file, stream);
        return this;
    }

    FakeExtractor with(String file, Duration firstTimestamp) {
        firstTimestamps.put(file, firstTimestamp);
        return this;
    }

    FakeExtractor withLength(int run, Duration length) {
        lengths.put(run, length);
        return this;
    }

    FakeExtractor withIFramesThatFail() {
        iFramesFail = true;
        return this;
    }

    /** Every box comes to this size. */
    FakeExtractor withOneSize(Resolution size) {
        oneSize = size;
        return this;
    }

    @Override
    public Extraction extract(ThumbnailPlan plan, ThumbnailSink sink) {
        extracted.add(plan);
        if (plan.iFrames() && iFramesFail) {
            // Not before some were handed out.
            boxes.forEach(box -> sink.add(new FakeThumbnail(1, List.of(box), box.size())));
            boxes.forEach(box -> sink.add(new FakeThumbnail(2, List.of(box), box.size())));
            throw new PermanentFailure("this I-frame is another");
        }
        Map<String, Resolution> sizes = new TreeMap<>();
        boxes.forEach(box -> sizes.put(box.name(), oneSize == null ? box.size() : oneSize));
        List<ThumbnailBox> made = oneSize == null ? boxes : boxes.subList(0, 1);
        for (Mark mark : plan.marks()) {
            if (!lost.contains(mark.number())) {
                made.forEach(box -> sink.add(new FakeThumbnail(
                        mark.number(),
                        oneSize == null ? List.of(box) : boxes,
                        oneSize == null ? box.size() : oneSize)));
            } else {
                sink.missing(mark.number());
            }
        }
        SortedMap<Integer, String> missing = new TreeMap<>();
        lost.forEach(number -> missing.put(number, "it is lost"));
        return new Extraction(sizes, missing, 1234, 5);
    }

    @Override
    public VideoStream probe(PlannedSegment segment) {
        String file = segment.media().location().fileName();
        probed.add(file);
        VideoStream stream = streams.get(file);
        if (stream == null) {
            throw new PermanentFailure(file + " holds no video stream");
        }
        return stream;
    }

    @Override
    public Duration length(Run run) {
        return lengths.getOrDefault(run.first().run(), run.length());
    }

    @Override
    public Duration firstTimestamp(PlannedSegment segment) {
        return firstTimestamps.getOrDefault(segment.media().location().fileName(), Duration.ZERO);
    }

    @Override
    public byte[] jpeg(YuvImage picture) {
        return FakeThumbnail.encode(picture);
    }
}
