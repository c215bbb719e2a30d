package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Encodes one rendition and writes its segments. Used by one thread at a time. */
final class RenditionWriter implements AutoCloseable {

    private static final AVRational SAMPLES = av_make_q(1, ToneEncoder.SAMPLE_RATE);
    private static final int AAC_SAMPLES = 1024;

    private final FilmSpec film;
    private final RenditionSpec rendition;
    private final Path folder;
    private final List<Cut> cuts;
    private final @Nullable ToneEncoder tone;
    private final VideoEncoder encoder;
    private final AVRational frames;
    private final List<WrittenSegment> segments = new ArrayList<>();
    private @Nullable Muxer muxer;
    private String initialization = "";
    private String codec = "";
    private long fileBytes;

    RenditionWriter(FilmSpec film, RenditionSpec rendition, Path folder, AVFrame source, @Nullable ToneEncoder tone) {
        this.film = film;
        this.rendition = rendition;
        this.folder = folder;
        this.tone = tone;
        cuts = Cut.of(film);
        encoder = new VideoEncoder(film, rendition, source);
        frames = encoder.context().time_base();
    }

    /** Encodes a frame and the sound that goes with it, and ends the segment if that was its last frame. */
    void write(AVFrame source, int number, List<AVPacket> sound) {
        Cut cut = cuts.get(segments.size());
        boolean key = (number - cut.first()) % film.framesIn(film.gop()) == 0;
        Muxer open = number == cut.runFirst() ? startRun(cut) : openMuxer();
        encoder.encode(source, number, key, packet -> {
            if (codec.isEmpty()) {
                codec = CodecName.of(packet, encoder.context());
            }
            open.write(0, packet, number - cut.runFirst(), 1, frames);
        });
        long runSamples = Math.round(film.timeOf(cut.runFirst()).toNanos() * (ToneEncoder.SAMPLE_RATE / 1e9));
        for (AVPacket packet : sound) {
            // What lies before the run's first sample (the encoder's priming, a straddling frame) would get a negative
            // time.
            if (packet.pts() >= runSamples) {
                open.write(1, packet, packet.pts() - runSamples, AAC_SAMPLES, SAMPLES);
            }
        }
        if (number == cut.end() - 1) {
            finish(cut, open.finishSegment());
        }
    }

    private Muxer openMuxer() {
        if (muxer == null) {
            throw new IllegalStateException("no run was started");
        }
        return muxer;
    }

    private Muxer startRun(Cut cut) {
        if (muxer != null) {
            muxer.close();
        }
        Muxer started = new Muxer(film, encoder.context(), tone == null ? null : tone.context());
        muxer = started;
        if (film.format() == SegmentFormat.FMP4) {
            String name = rendition.name() + "_init" + cut.run() + ".mp4";
            save(name, started.initialization());
            initialization = "#EXT-X-MAP:URI=\"" + name + "\"";
        } else if (film.format() == SegmentFormat.FMP4_SINGLE_FILE) {
            long offset = append(started.initialization());
            initialization = "#EXT-X-MAP:URI=\"" + singleFile() + "\",BYTERANGE=\"" + started.initialization().length
                    + "@" + offset + "\"";
        }
        return started;
    }

    private void finish(Cut cut, byte[] bytes) {
        Duration duration = film.timeOf(cut.end()).minus(film.timeOf(cut.first()));
        boolean discontinuity = cut.run() > 0 && cut.first() == cut.runFirst();
        String uri = singleFile();
        String range = "";
        if (film.format() == SegmentFormat.FMP4_SINGLE_FILE) {
            range = bytes.length + "@" + append(bytes);
        } else {
            uri = "%s_%05d.%s"
                    .formatted(
                            rendition.name(), segments.size(), film.format() == SegmentFormat.MPEG_TS ? "ts" : "m4s");
            save(uri, bytes);
        }
        segments.add(new WrittenSegment(uri, range, initialization, duration, bytes.length, discontinuity));
    }

    private String singleFile() {
        return rendition.name() + ".mp4";
    }

    private void save(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends to the rendition's only file and says where. */
    private long append(byte[] bytes) {
        StandardOpenOption mode = fileBytes == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        try (OutputStream out = Files.newOutputStream(
                folder.resolve(singleFile()), StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long offset = fileBytes;
        fileBytes += bytes.length;
        return offset;
    }

    WrittenRendition written() {
        return new WrittenRendition(rendition, codec, List.copyOf(segments));
    }

    @Override
    public void close() {
        if (muxer != null) {
            muxer.close();
        }
        encoder.close();
    }
}
