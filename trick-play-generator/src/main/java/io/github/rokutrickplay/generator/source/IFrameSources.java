package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.IFramePlanner;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds I-frames that can stand in for the frames of a regular rendition: nothing is cheaper to read. */
final class IFrameSources {

    /** How many I-frame renditions are tried. */
    private static final int MAX_TRIED = 3;

    /** A run's start has to be read of both; where there are many, that costs more than it saves. */
    private static final int MAX_RUNS = 8;

    private static final Duration SOUND_AHEAD = Duration.ofMillis(500);

    private final Extractor extractor;
    private final FrameChoice frame;
    private final RenditionChoice choice;

    IFrameSources(Extractor extractor, FrameChoice frame, RenditionChoice choice) {
        this.extractor = extractor;
        this.frame = frame;
        this.choice = choice;
    }

    /**
     * @param regular the plan without them
     * @param traits of the rendition that this plan is for
     * @return empty if none of the I-frame renditions gives the same frames, or one as good
     */
    Optional<Source.Shortcut> shortcut(ThumbnailPlan regular, RenditionTraits traits, RenditionSearch iFrames) {
        for (int tried = 0; tried < MAX_TRIED; tried++) {
            Optional<RenditionSearch.Found> found = iFrames.next();
            if (found.isEmpty() || !choice.asGood(found.get().rendition().traits(), traits)) {
                return Optional.empty();
            }
            MediaPlaylists.Read media = found.get().media();
            Optional<ThumbnailPlan> plan = IFramePlanner.plan(regular, media.segments(), frame)
                    .filter(candidate -> media.playlist().iFramesOnly() && startsWith(candidate, regular));
            if (plan.isPresent()) {
                return Optional.of(new Source.Shortcut(media.location(), media.etag(), plan.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether every run begins with the same frame as the regular one's. */
    private boolean startsWith(ThumbnailPlan iFrames, ThumbnailPlan regular) {
        List<Run> theirs = Run.of(iFrames.segments());
        List<Run> runs = Run.of(regular.segments());
        if (runs.size() > MAX_RUNS) {
            return false;
        }
        try {
            for (int i = 0; i < runs.size(); i++) {
                if (!together(theirs.get(i).first(), runs.get(i).first())) {
                    return false;
                }
            }
            return true;
        } catch (PermanentFailure unreadable) {
            return false;
        }
    }

    /** The nearest key frame may be a little further off, as far as a sound that begins before the picture. */
    private Duration tolerance() {
        return frame == FrameChoice.EXACT ? IFramePlanner.TOLERANCE : SOUND_AHEAD;
    }

    private boolean together(PlannedSegment iFrame, PlannedSegment regular) {
        return extractor
                        .firstTimestamp(iFrame)
                        .minus(extractor.firstTimestamp(regular))
                        .abs()
                        .compareTo(tolerance())
                <= 0;
    }
}
