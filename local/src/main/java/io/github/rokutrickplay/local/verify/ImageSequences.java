package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.AttributeList;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Part;
import io.github.rokutrickplay.local.verify.form.ImageSequence;
import io.github.rokutrickplay.local.verify.form.ImageSequence.Fragment;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist.Entry;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads I-frame playlists of JPEGs in fMP4, and the fragments that they name. */
final class ImageSequences {

    private static final int MAX_HEADER_BYTES = 1024 * 1024;
    private static final long TICK_TOLERANCE = 2;

    private final Inspection inspection;
    private final PlaylistRules rules;
    private final Bandwidths bandwidths;

    /** An entry of the playlist, and when it is shown from. */
    private record Timed(Entry entry, String object, long startUs) {}

    ImageSequences(Inspection inspection, PlaylistRules rules, Bandwidths bandwidths) {
        this.inspection = inspection;
        this.rules = rules;
        this.bandwidths = bandwidths;
    }

    /** Empty where nothing can be made of it. */
    Optional<FormReading> read(String address, String box, @Nullable Resolution said) {
        return inspection
                .document(address, DocumentKind.PLAYLIST, "the main playlist")
                .flatMap(bytes -> {
                    try {
                        return read(ThumbnailPlaylist.read(bytes), address, box, said);
                    } catch (MalformedFormException e) {
                        error(address, "it " + e.problem(), "hls.js and shaka show no thumbnails");
                        return Optional.empty();
                    } catch (UnreadableObjectException e) {
                        inspection.unreadable(address, e);
                        return Optional.empty();
                    }
                });
    }

    private Optional<FormReading> read(
            ThumbnailPlaylist playlist, String address, String box, @Nullable Resolution said) {
        rules.check(address, playlist, "EXT-X-I-FRAMES-ONLY");
        List<Timed> entries = timed(playlist, address);
        Optional<ImageSequence> header = header(playlist, address);
        if (header.isEmpty() || entries.size() != playlist.entries().size()) {
            return Optional.empty();
        }
        ImageSequence sequence = header.get();
        if (said != null && (said.width() != sequence.width() || said.height() != sequence.height())) {
            error(
                    address,
                    "its file says " + sequence.width() + "x" + sequence.height()
                            + ", and the main playlist's RESOLUTION " + said,
                    "players reserve a place of another shape");
        }
        bandwidths.note(address, playlist.entries(), uri -> inspection.resolve(address, uri));
        Map<Long, Shown> shown = new ConcurrentHashMap<>();
        inspection
                .reads()
                .each(
                        entries,
                        timed -> part(timed, sequence)
                                .ifPresent(part -> shown.put(
                                        timed.startUs,
                                        new Shown(
                                                timed.startUs,
                                                timed.startUs + timed.entry.durationUs(),
                                                part,
                                                false))));
        List<Shown> sorted = entries.stream()
                .flatMap(timed -> Optional.ofNullable(shown.get(timed.startUs)).stream())
                .toList();
        return Optional.of(new FormReading(
                Kind.I_FRAME_PLAYLIST, address, box, sequence.width(), sequence.height(), null, sorted));
    }

    private List<Timed> timed(ThumbnailPlaylist playlist, String address) {
        List<Timed> timed = new ArrayList<>();
        long start = 0;
        for (Entry entry : playlist.entries()) {
            if (entry.gap()) {
                error(
                        address,
                        "it has an EXT-X-GAP at " + Times.text(start),
                        "hls.js shows no thumbnail any more after it has come upon one");
            }
            if (entry.range() == null) {
                throw new MalformedFormException("names '" + entry.uri() + "' without EXT-X-BYTERANGE");
            }
            long from = start;
            inspection.resolve(address, entry.uri()).ifPresent(object -> timed.add(new Timed(entry, object, from)));
            start += entry.durationUs();
        }
        return timed;
    }

    private Optional<ImageSequence> header(ThumbnailPlaylist playlist, String address) {
        String map = playlist.tags().get("EXT-X-MAP");
        if (map == null) {
            throw new MalformedFormException("has no EXT-X-MAP");
        }
        AttributeList attributes;
        try {
            attributes = AttributeList.parse(map);
        } catch (MalformedPlaylistException e) {
            throw new MalformedFormException("has an EXT-X-MAP that is no attribute list", e);
        }
        String uri =
                attributes.find("URI").orElseThrow(() -> new MalformedFormException("has an EXT-X-MAP without URI"));
        ByteRange range =
                attributes.find("BYTERANGE").map(ThumbnailPlaylist::range).orElse(null);
        if (range == null || range.length() > MAX_HEADER_BYTES) {
            throw new MalformedFormException("has an EXT-X-MAP without a BYTERANGE that is one of a header");
        }
        Optional<String> file = inspection.resolve(address, uri);
        Optional<ObjectPart> part =
                file.flatMap(object -> inspection.objects().findRange(object, range.offset(), (int) range.length()));
        if (file.isPresent() && part.isEmpty()) {
            error(
                    file.get(),
                    "it is not there, and " + inspection.named(address) + " names it",
                    "hls.js shows nothing");
        }
        part.ifPresent(object -> {
            inspection.delivery().checkType(file.get(), object, "video/mp4");
            inspection.delivery().checkOrigin(file.get(), object, "image sequence");
        });
        return part.flatMap(object -> sequence(file.get(), object.bytes()));
    }

    private Optional<ImageSequence> sequence(String file, byte[] bytes) {
        try {
            return Optional.of(ImageSequence.read(bytes));
        } catch (MalformedFormException e) {
            error(file, "it " + e.problem(), "hls.js and shaka show no thumbnails");
            return Optional.empty();
        }
    }

    private Optional<Part> part(Timed timed, ImageSequence sequence) {
        ByteRange range = timed.entry.range();
        if (range == null) {
            return Optional.empty();
        }
        int length = (int) Math.min(range.length(), ImageSequence.FRAGMENT_HEAD_BYTES);
        try {
            ObjectPart head = inspection
                    .objects()
                    .findRange(timed.object, range.offset(), length)
                    .orElseThrow(() -> new MalformedFormException("is not there"));
            Fragment fragment = ImageSequence.fragment(head.bytes(), range.length());
            if (head.sizeBytes() >= 0 && range.offset() + range.length() > head.sizeBytes()) {
                throw new MalformedFormException("ends before the playlist's byte range does");
            }
            checkTimes(timed, sequence, fragment);
            if (fragment.jpegHead().length > 1 && !isJpeg(fragment.jpegHead())) {
                throw new MalformedFormException("has an mdat that holds no JPEG");
            }
            return Optional.of(new Part(timed.object, range.offset() + fragment.jpegOffset(), fragment.jpegBytes()));
        } catch (MalformedFormException e) {
            error(
                    timed.object,
                    "the picture at " + Times.text(timed.startUs) + ", bytes " + range.length() + "@" + range.offset()
                            + ", " + e.problem(),
                    "hls.js and shaka show a broken thumbnail there");
        } catch (UnreadableObjectException e) {
            inspection.unreadable(timed.object, e);
        }
        return Optional.empty();
    }

    private static boolean isJpeg(byte[] head) {
        return (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xD8;
    }

    private static void checkTimes(Timed timed, ImageSequence sequence, Fragment fragment) {
        long time = ticks(timed.startUs, sequence);
        long duration = ticks(timed.entry.durationUs(), sequence);
        if (Math.abs(fragment.time() - time) > TICK_TOLERANCE) {
            throw new MalformedFormException(
                    "has tfdt " + fragment.time() + ", and its place in the playlist is " + time);
        }
        if (Math.abs(fragment.duration() - duration) > TICK_TOLERANCE) {
            throw new MalformedFormException(
                    "lasts " + fragment.duration() + " ticks by its trun and " + duration + " by its EXTINF");
        }
    }

    private static long ticks(long us, ImageSequence sequence) {
        return Math.round(us * (double) sequence.timescale() / Times.MICROS);
    }

    private void error(String address, String what, String why) {
        inspection.findings().error(inspection.named(address), what, why, inspection.again());
    }
}
