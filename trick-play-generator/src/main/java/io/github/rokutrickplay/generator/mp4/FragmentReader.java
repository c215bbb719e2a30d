package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Reads movie fragments (ISO/IEC 14496-12 section 8.8): adds the samples of one track to its table. */
final class FragmentReader {

    private static final int TFHD_BASE_DATA_OFFSET = 0x1;
    private static final int TFHD_DESCRIPTION = 0x2;
    private static final int TFHD_DURATION = 0x8;
    private static final int TFHD_SIZE = 0x10;
    private static final int TFHD_FLAGS = 0x20;
    private static final int TFHD_BASE_IS_MOOF = 0x20000;
    private static final int TRUN_DATA_OFFSET = 0x1;
    private static final int TRUN_FIRST_FLAGS = 0x4;
    private static final int TRUN_DURATION = 0x100;
    private static final int TRUN_SIZE = 0x200;
    private static final int TRUN_FLAGS = 0x400;
    private static final int TRUN_COMPOSITION_OFFSET = 0x800;
    /** sample_depends_on is 1, or sample_is_non_sync_sample: what FFmpeg takes for no key frame. */
    private static final int NO_SYNC = 0x1010000;

    private static final int FLAGS_MASK = 0xFFFFFF;
    private static final int VERSION_SHIFT = 24;

    private final Movie movie;
    private final VideoTrack track;
    private final SampleTable table;
    /** When the first sample of each track is decoded. */
    private final Map<Integer, Long> starts = new HashMap<>();
    /** When the last sample of each track is over. */
    private final Map<Integer, Long> ends = new HashMap<>();
    /** Where the data of what was read last ends: what follows without an offset of its own starts there. */
    private long dataEnd;

    FragmentReader(Movie movie, SampleTable table) {
        this.movie = movie;
        this.table = table;
        track = movie.video();
        movie.sounds().forEach(sound -> ends.put(sound.id(), sound.length()));
    }

    /** A track fragment's header. */
    private record Header(long base, int track, SampleDefaults defaults) {}

    /**
     * @param moof the box
     * @param offset where it stands in the file
     */
    void read(Box moof, long offset) {
        dataEnd = offset;
        for (Box traf : moof.children()) {
            if (traf.type().equals("traf")) {
                readTrack(traf, offset);
            }
        }
    }

    private void readTrack(Box traf, long moofOffset) {
        Header header = header(traf.require("tfhd"), moofOffset);
        dataEnd = header.base;
        traf.find("tfdt").ifPresent(tfdt -> startAt(time(tfdt), header.track));
        for (Box box : traf.children()) {
            if (box.type().equals("trun")) {
                readRun(box, header);
            }
        }
    }

    private Header header(Box tfhd, long moofOffset) {
        int flags = tfhd.signed32() & FLAGS_MASK;
        int id = tfhd.signed32();
        long base = (flags & TFHD_BASE_IS_MOOF) != 0 ? moofOffset : dataEnd;
        if ((flags & TFHD_BASE_DATA_OFFSET) != 0) {
            base = tfhd.unsigned64();
        }
        SampleDefaults from = movie.defaults(id);
        return new Header(
                base,
                id,
                new SampleDefaults(
                        (flags & TFHD_DESCRIPTION) != 0 ? tfhd.signed32() : from.description(),
                        (flags & TFHD_DURATION) != 0 ? tfhd.unsigned32() : from.duration(),
                        (flags & TFHD_SIZE) != 0 ? tfhd.signed32() : from.size(),
                        (flags & TFHD_FLAGS) != 0 ? tfhd.signed32() : from.flags()));
    }

    private void startAt(long time, int id) {
        starts.putIfAbsent(id, time);
        ends.put(id, time);
        if (id == track.id()) {
            table.continueAt(time);
        }
    }

    private static long time(Box tfdt) {
        long time = tfdt.unsigned(tfdt.signed32() >>> VERSION_SHIFT);
        if (time > Movie.MAX_TIME) {
            throw Mp4Exception.bad("tfdt", "its baseMediaDecodeTime is " + time);
        }
        return time;
    }

    /**
     * When the first track's first sample is decoded. A part of a longer stream goes on where the part before it ended; its
     * own presentation starts there.
     */
    Duration origin() {
        return movie.timescales().entrySet().stream()
                .filter(other -> starts.containsKey(other.getKey()))
                .map(other -> new Timescale(other.getValue()).duration(starts.getOrDefault(other.getKey(), 0L)))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** When the last sample of a track is over, in its media's time scale. */
    long end(int id) {
        return ends.getOrDefault(id, 0L);
    }

    private void readRun(Box trun, Header header) {
        int flags = trun.signed32() & FLAGS_MASK;
        long count = trun.unsigned32();
        long data = (flags & TRUN_DATA_OFFSET) != 0 ? header.base + trun.signed32() : dataEnd;
        int firstFlags = (flags & TRUN_FIRST_FLAGS) != 0 ? trun.signed32() : header.defaults.flags();
        requireRoom(trun, flags, count);
        for (long i = 0; i < count; i++) {
            long duration = (flags & TRUN_DURATION) != 0 ? trun.unsigned32() : header.defaults.duration();
            int size = (flags & TRUN_SIZE) != 0 ? trun.signed32() : header.defaults.size();
            int sampleFlags = (flags & TRUN_FLAGS) != 0 ? trun.signed32() : header.defaults.flags();
            int offset = (flags & TRUN_COMPOSITION_OFFSET) != 0 ? trun.signed32() : 0;
            if (size < 0) {
                throw Mp4Exception.bad("trun", "a sample is " + Integer.toUnsignedString(size) + " bytes large");
            }
            ends.merge(header.track, duration, (end, length) -> Math.min(Movie.MAX_TIME, end + length));
            if (header.track == track.id()) {
                add(header, duration, offset, data, size);
                int deciding = i == 0 && (flags & TRUN_FIRST_FLAGS) != 0 ? firstFlags : sampleFlags;
                if ((deciding & NO_SYNC) == 0) {
                    table.markSync(table.count() - 1);
                }
            }
            data += size;
        }
        dataEnd = data;
    }

    private void add(Header header, long duration, int compositionOffset, long data, int size) {
        int entry = header.defaults.description();
        if (entry < 1 || entry > track.entries().size()) {
            throw Mp4Exception.bad(
                    "tfhd",
                    "its sample_description_index is " + entry + ", and stsd has "
                            + track.entries().size());
        }
        table.add(duration, compositionOffset, data, size, entry - 1);
    }

    /** A run whose samples have no fields of their own may have any number of them, in no room. */
    private static void requireRoom(Box trun, int flags, long count) {
        int fields = Integer.bitCount(flags & (TRUN_DURATION | TRUN_SIZE | TRUN_FLAGS | TRUN_COMPOSITION_OFFSET));
        if (count > SampleTable.MAX_SAMPLES || count * fields * Integer.BYTES > trun.remaining()) {
            throw Mp4Exception.bad(
                    "trun", "it says that it has " + count + " samples, in " + trun.remaining() + " bytes");
        }
    }
}
