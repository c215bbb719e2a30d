package io.github.rokutrickplay.generator.mp4;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where movie fragments are, by the file's own index: a sidx box, or the mfra box at the end. */
final class FragmentIndex {

    private static final int MFRO_BYTES = 16;
    private static final int MAX_MFRA = 16 * 1024 * 1024;
    private static final int VERSION_SHIFT = 24;

    /** At two seconds each, four days. */
    private static final int MAX_STARTS = 200_000;

    private FragmentIndex() {}

    /**
     * The starts of the subsegments that a segment index names (section 8.16.3), each the offset of a box.
     *
     * @param end where the sidx box ends, which is what its offsets count from
     */
    static SortedSet<Long> ofSidx(Box sidx, long end) {
        SortedSet<Long> starts = new TreeSet<>();
        int version = sidx.signed32() >>> VERSION_SHIFT;
        sidx.skip(2 * Integer.BYTES).unsigned(version);
        long at = end + sidx.unsigned(version);
        int count = sidx.skip(Short.BYTES).unsigned16();
        for (int i = 0; i < count; i++) {
            starts.add(at);
            at += sidx.signed32() & Integer.MAX_VALUE;
            sidx.skip(2 * Integer.BYTES);
        }
        return starts;
    }

    /** The starts of the fragments that a track's random access box names (section 8.8.9); empty if there is none. */
    static SortedSet<Long> atEnd(FileBytes file, int track) {
        SortedSet<Long> starts = new TreeSet<>();
        byte[] tail = file.size() < MFRO_BYTES ? new byte[0] : file.read(file.size() - MFRO_BYTES, MFRO_BYTES);
        try {
            Optional<Box> mfro = Box.all(tail).stream()
                    .filter(box -> box.type().equals("mfro"))
                    .findFirst();
            long size = mfro.isPresent() ? mfro.get().skip(Integer.BYTES).unsigned32() : 0;
            if (size > MFRO_BYTES && size <= Math.min(MAX_MFRA, file.size())) {
                Box.all(file.read(file.size() - size, (int) size)).stream()
                        .filter(box -> box.type().equals("mfra"))
                        .flatMap(mfra -> mfra.children().stream())
                        .filter(box -> box.type().equals("tfra"))
                        .forEach(tfra -> addStarts(tfra, track, starts));
            }
        } catch (Mp4Exception notAnIndex) {
            starts.clear(); // the file can be read without
        }
        return starts.size() > MAX_STARTS ? new TreeSet<>() : starts;
    }

    private static void addStarts(Box tfra, int track, SortedSet<Long> starts) {
        int version = tfra.signed32() >>> VERSION_SHIFT;
        if (tfra.signed32() != track) {
            return;
        }
        int lengths = tfra.signed32();
        int numbers = 3 + (lengths >> 4 & 3) + (lengths >> 2 & 3) + (lengths & 3);
        int fixed = 2 * (version == 0 ? Integer.BYTES : Long.BYTES);
        int count = tfra.count(fixed + numbers);
        for (int i = 0; i < count; i++) {
            tfra.unsigned(version);
            starts.add(tfra.unsigned(version));
            tfra.skip(numbers);
        }
    }
}
