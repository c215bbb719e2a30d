package io.github.rokutrickplay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.manifest.MainPlaylistEditor;
import io.github.rokutrickplay.manifest.ThumbnailStream;
import io.github.rokutrickplay.storage.S3Location;
import java.util.Arrays;
import java.util.List;

/** Playlist text: no byte is lost, and what the editor adds it takes out again. */
public final class PlaylistFuzzer {

    private static final MainPlaylistEditor EDITOR =
            new MainPlaylistEditor(S3Location.parse("s3://films/film/main.m3u8"), "film/");

    private static final List<ThumbnailStream> STREAMS = List.of(
            new ThumbnailStream(
                    ThumbnailStream.Form.IMAGES, 8000, 7000, new Resolution(320, 180), "thumbs_320x180.m3u8"),
            new ThumbnailStream(
                    ThumbnailStream.Form.IMAGES, 24_000, 20_000, new Resolution(640, 360), "thumbs_640x360.m3u8"));

    private PlaylistFuzzer() {}

    static List<byte[]> seeds() {
        return Samples.PLAYLISTS.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            PlaylistText text = PlaylistText.parse(input);
            require(Arrays.equals(text.toBytes(), input), "bytes are lost");
            if (Playlist.parse(text) instanceof MultivariantPlaylist multivariant) {
                multivariant.variants().forEach(variant -> {
                    variant.bandwidth();
                    variant.resolution();
                    variant.codecs();
                });
                edit(text, multivariant);
            }
        } catch (MalformedPlaylistException expected) {
            require(expected.getMessage() != null, "it does not say why");
        }
    }

    private static void edit(PlaylistText text, MultivariantPlaylist parsed) {
        PlaylistText without = EDITOR.withoutStreams(text, parsed);
        PlaylistText with = EDITOR.withStreams(without, multivariant(without), STREAMS);
        require(
                Arrays.equals(EDITOR.withoutStreams(with, multivariant(with)).toBytes(), without.toBytes()),
                "what was added is not taken out again");
        require(EDITOR.withStreams(with, multivariant(with), STREAMS).equals(with), "what is there is added again");
    }

    private static MultivariantPlaylist multivariant(PlaylistText text) {
        if (Playlist.parse(text) instanceof MultivariantPlaylist multivariant) {
            return multivariant;
        }
        throw new AssertionError("it is a multivariant playlist no more");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
