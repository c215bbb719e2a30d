package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** The timestamps of the streams of a segment that are not its video: when sound begins, how far anything goes. */
final class OtherStreams {

    private final boolean transportStream;
    private @Nullable AVStream sound;
    private boolean kept;
    private long soundPts = AV_NOPTS_VALUE;
    private long lastPts = AV_NOPTS_VALUE;
    private Timebase lastTimebase = new Timebase(1, 1);

    OtherStreams(boolean transportStream) {
        this.transportStream = transportStream;
    }

    /** Finds out when the first stream of sound begins: from an MP4's boxes; of others its packets have to be read. */
    void keepSound(AVFormatContext open) {
        for (int i = 0; i < open.nb_streams() && sound == null; i++) {
            AVStream stream = open.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                sound = stream;
            }
        }
        if (sound == null) {
            return;
        }
        // An MP4's samples of sound may lie behind all those of video.
        if (!transportStream && avformat_index_get_entries_count(sound) > 0) {
            soundPts = avformat_index_get_entry(sound, 0).timestamp();
        } else {
            kept = true;
            sound.discard(AVDISCARD_DEFAULT);
        }
    }

    /** Whether a stream has to be read. */
    boolean keeps(AVStream stream) {
        return kept && sound != null && stream.index() == sound.index();
    }

    /** Whether there is sound whose first timestamp is not known yet. */
    boolean awaitsSound() {
        return sound != null && soundPts == AV_NOPTS_VALUE;
    }

    /** Takes notice of a packet that was read. */
    void note(AVStream stream, AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            return;
        }
        lastPts = packet.pts();
        lastTimebase = timebase(stream);
        boolean ofSound =
                sound == null ? stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO : stream.index() == sound.index();
        if (soundPts == AV_NOPTS_VALUE && ofSound) {
            sound = stream;
            soundPts = packet.pts();
        }
    }

    static Timebase timebase(AVStream stream) {
        return new Timebase(stream.time_base().num(), stream.time_base().den());
    }

    /** The unit of the sound's timestamps. */
    Timebase soundTimebase() {
        return sound == null ? new Timebase(1, 1) : timebase(sound);
    }

    /**
     * The first timestamp of the sound.
     *
     * @param unit of both timestamps
     * @param videoPts a timestamp nearby; and what is said if there is no sound
     */
    long soundStart(Timebase unit, long videoPts) {
        return soundPts == AV_NOPTS_VALUE || sound == null ? videoPts : near(soundPts, timebase(sound), unit, videoPts);
    }

    /**
     * The last timestamp that was read.
     *
     * @param unit of both timestamps
     * @param videoPts a timestamp nearby; and what is said if there is none
     */
    long end(Timebase unit, long videoPts) {
        return lastPts == AV_NOPTS_VALUE ? videoPts : near(lastPts, lastTimebase, unit, videoPts);
    }

    private long near(long pts, Timebase timebase, Timebase unit, long videoPts) {
        long rescaled = unit.rescale(pts, timebase);
        return transportStream && videoPts != PacketIndex.NONE ? RunClock.unwrap(rescaled, videoPts) : rescaled;
    }

    /** Whether any packet with a timestamp was read. */
    boolean wereRead() {
        return lastPts != AV_NOPTS_VALUE;
    }
}
