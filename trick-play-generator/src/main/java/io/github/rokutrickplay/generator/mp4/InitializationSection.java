package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/**
 * An initialization section of fMP4 (a moov box with what belongs to it), as a demuxer is to see it: with the film's track as
 * the only one of video, under a format that is known.
 */
public final class InitializationSection {

    private InitializationSection() {}

    /**
     * The section with other video tracks taken out, and formats that demuxers know by another name put in its place; as long
     * as it was, so that no offset changes. What is no such section, or malformed, stays as it is: others will say what is
     * wrong with it.
     *
     * @throws Mp4Exception if no picture can be made of its video: it is encrypted, or of a format that is not decoded
     */
    public static byte[] known(byte[] section) {
        Optional<Movie> movie = movie(section);
        if (movie.isEmpty()) {
            return section;
        }
        movie.get().video().entries().forEach(SampleEntry::requireReadable);
        byte[] known = section.clone();
        moov(section).stream()
                .flatMap(moov -> moov.children().stream())
                .filter(box -> box.type().equals("trak") && Movie.isVideo(box))
                .forEach(trak -> {
                    if (Movie.trackId(trak.require("tkhd"))
                            == movie.get().video().id()) {
                        nameFormats(trak, movie.get().video().entries(), known);
                    } else {
                        rename(trak, "free", known);
                    }
                });
        return known;
    }

    private static Optional<Box> moov(byte[] section) {
        return Box.all(section).stream()
                .filter(box -> box.type().equals("moov"))
                .findFirst();
    }

    private static Optional<Movie> movie(byte[] section) {
        try {
            return moov(section).map(Movie::read);
        } catch (Mp4Exception malformed) {
            return Optional.empty();
        }
    }

    private static void nameFormats(Box trak, List<SampleEntry> entries, byte[] section) {
        List<Box> boxes = trak.require("mdia")
                .require("minf")
                .require("stbl")
                .require("stsd")
                .skip(2 * Integer.BYTES)
                .children();
        for (int i = 0; i < entries.size(); i++) {
            rename(boxes.get(i), entries.get(i).knownFormat(), section);
        }
    }

    private static void rename(Box box, String type, byte[] section) {
        System.arraycopy(type.getBytes(ISO_8859_1), 0, section, box.start() + Integer.BYTES, Integer.BYTES);
    }
}
