package io.github.rokutrickplay.generator.mp4;

import io.github.rokutrickplay.generator.bitstream.Access;
import io.github.rokutrickplay.generator.bitstream.AccessUnitReader;
import io.github.rokutrickplay.generator.bitstream.Coding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks for key frames in the media where a file's tables cannot be believed: all samples are sync samples by them, or none,
 * or others than are. Tables that may be true cost one look at one sample, others a look at the samples between a frame and
 * the key frame that it needs, which has to be read for it anyway. For one thread.
 */
final class KeySearch {

    /** Some seconds. A film of one key frame is decoded from there, if it is no longer. */
    private static final int SHORT_FILM = 120;

    /** How many samples are looked at, at most, on the way to a key frame. */
    private static final int FARTHEST = 1000;

    /** So much is read at once: a request costs more than what it brings. */
    private static final int CHUNK = 128 * 1024;

    /** Samples that are larger are read one by one, their beginnings only. */
    private static final int LARGE = 32 * 1024;

    private final FileBytes file;
    private final SampleTable table;
    private final AccessUnitReader[] readers;
    private final Map<Integer, Access> known = new HashMap<>();
    private final boolean needed;
    /** Whether other samples will be asked for. */
    private boolean searching;

    private long chunkStart;
    private byte[] chunk = {};

    /** Looks whether the tables can be believed; where not, their sync samples are forgotten. */
    KeySearch(Mp4File mp4, SampleTable table) {
        file = mp4.file();
        this.table = table;
        readers = mp4.movie().video().entries().stream()
                .map(entry -> AccessUnitReader.of(entry.coding(), entry.configuration()))
                .toArray(AccessUnitReader[]::new);
        boolean interCoded = mp4.movie().video().entries().stream()
                .map(SampleEntry::coding)
                .allMatch(coding -> coding != Coding.UNKNOWN && coding != Coding.INTRA_ONLY);
        needed = interCoded && !believable();
        searching = needed;
        if (needed) {
            table.forgetSync();
            table.markSync(firstKey());
        }
    }

    private boolean believable() {
        int count = table.syncCount();
        if (count < 2) {
            return count == 1 && table.count() <= SHORT_FILM;
        }
        boolean most = count > table.count() / 2;
        return isKey(table.syncAtOrBefore(table.count() / 2))
                && (!most || isKey(table.syncAtOrBefore(table.count() / 2 + 1)));
    }

    private boolean isKey(int sample) {
        Access access = access(sample);
        return access != Access.DEPENDENT && access != Access.DECODABLE_LEADING;
    }

    /** The first sample where there is none: then nothing is lost. */
    private int firstKey() {
        for (int sample = 0; sample < Math.min(table.count(), FARTHEST); sample++) {
            if (access(sample) == Access.RANDOM_ACCESS || access(sample) == Access.INTRA) {
                return sample;
            }
        }
        return 0;
    }

    /** Marks the sync samples that decoding a sample needs. */
    void reach(int sample) {
        if (needed) {
            int key = keyBefore(sample);
            if (key > 0 && table.time(sample) < table.time(key)) {
                keyBefore(key - 1);
            }
        }
    }

    /** Marks those that are nearest to a sample, before and behind. */
    void reachNearest(int sample) {
        if (needed) {
            int behind = sample + 1;
            int end = Math.min(table.count(), 2 * sample + 1 - keyBefore(sample));
            while (behind < end && access(behind) != Access.RANDOM_ACCESS) {
                behind++;
            }
            if (behind < end) {
                table.markSync(behind);
            }
        }
    }

    private int keyBefore(int sample) {
        int intra = 0;
        for (int at = sample; at >= 0 && sample - at < FARTHEST; at--) {
            if (table.isSync(at)) {
                return at;
            }
            Access access = access(at);
            if (access == Access.RANDOM_ACCESS) {
                table.markSync(at);
                return at;
            }
            intra = access == Access.INTRA ? at : intra;
        }
        // The farthest I picture: the less of what is before it is referred to.
        table.markSync(intra);
        return intra;
    }

    private Access access(int sample) {
        return known.computeIfAbsent(
                sample, unread -> readers[table.entry(unread)].read(bytes -> first(unread, bytes), table.size(unread)));
    }

    /** The first bytes of a sample; fewer where the file is cut off. */
    private byte[] first(int sample, int bytes) {
        long from = table.offset(sample);
        if (from < chunkStart || from + bytes > chunkStart + chunk.length) {
            load(sample, from + bytes);
        }
        int start = Math.clamp(from - chunkStart, 0, chunk.length);
        return Arrays.copyOfRange(chunk, start, Math.min(chunk.length, start + bytes));
    }

    /** With the samples before it, if they lie there: they are asked for next. */
    private void load(int sample, long end) {
        int first = sample;
        while (first > 0
                && table.size(first - 1) <= LARGE
                && table.offset(first - 1) < table.offset(first)
                && end - table.offset(first - 1) <= CHUNK
                && searching) {
            first--;
        }
        chunkStart = table.offset(first);
        int length = (int) Math.min(end - chunkStart, Math.max(0, file.size() - chunkStart));
        chunk = length == 0 ? new byte[0] : file.read(chunkStart, length);
    }
}
