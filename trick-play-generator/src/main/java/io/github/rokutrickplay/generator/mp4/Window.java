package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;

/** Reads the boxes of a file from front to back, a good piece at a time: a request costs more than what it brings. */
final class Window {

    private static final int LARGE_HEADER = 16;

    private final FileBytes file;
    private final int step;
    private long start;
    private byte[] bytes = new byte[0];
    private int reads;

    /**
     * @param step how many bytes to read at once, at least
     */
    Window(FileBytes file, int step) {
        this.file = file;
        this.step = step;
    }

    /**
     * A box of the file's top level.
     *
     * @param size with its header, up to the file's end where it says that it goes on there
     * @param complete whether the file holds all of it
     */
    record Header(String type, long offset, long size, boolean complete) {
        long end() {
            return offset + size;
        }
    }

    /**
     * @throws Mp4Exception if there is no box
     */
    Header header(long offset) {
        byte[] read = read(offset, LARGE_HEADER);
        if (read.length < Box.HEADER) {
            throw new Mp4Exception("ends at byte " + file.size() + " in the middle of a box");
        }
        Box at = Box.content("file", Arrays.copyOf(read, LARGE_HEADER));
        long size = at.unsigned32();
        String type = at.fourCharacters();
        int header = Box.HEADER;
        if (size == 1) {
            size = at.signed64();
            header = LARGE_HEADER;
        } else if (size == 0) {
            size = file.size() - offset;
        }
        if (size < header) {
            throw Mp4Exception.bad(
                    type, "at byte " + offset + " it says that it is " + Long.toUnsignedString(size) + " bytes large");
        }
        boolean complete = size <= file.size() - offset;
        return new Header(type, offset, complete ? size : file.size() - offset, complete);
    }

    /** The whole of a box. */
    Box box(Header header, int limit) {
        if (!header.complete()) {
            throw new Mp4Exception(
                    "ends in the middle of its " + header.type() + " box: it was not written to its end");
        }
        if (header.size() > limit) {
            throw Mp4Exception.bad(
                    header.type(), "it is " + header.size() + " bytes large, and " + limit + " is the limit");
        }
        return Box.all(read(header.offset(), (int) header.size())).getFirst();
    }

    /** Bytes of the file; fewer only where it ends. */
    private byte[] read(long offset, int length) {
        int wanted = (int) Math.min(length, file.size() - offset);
        if (offset >= start && offset + wanted <= start + bytes.length) {
            return Arrays.copyOfRange(bytes, (int) (offset - start), (int) (offset - start) + wanted);
        }
        byte[] known = offset >= start && offset < start + bytes.length
                ? Arrays.copyOfRange(bytes, (int) (offset - start), bytes.length)
                : new byte[0];
        byte[] more = file.read(offset + known.length, Math.max(step, wanted - known.length));
        reads++;
        bytes = Arrays.copyOf(known, known.length + more.length);
        System.arraycopy(more, 0, bytes, known.length, more.length);
        start = offset;
        return Arrays.copyOf(bytes, Math.min(wanted, bytes.length));
    }

    /** How often the file was read. */
    int reads() {
        return reads;
    }
}
