package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.OutputSettings;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.generator.output.IndexWriter;
import io.github.rokutrickplay.generator.source.Source;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredBody;
import io.github.rokutrickplay.storage.StoredPlaylist;
import io.github.rokutrickplay.storage.UrlPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells by a handful of requests whether an earlier run has made, and published, what this one would. */
final class EarlierRun {

    private static final int MAX_MPD_BYTES = 20 * 1024 * 1024;

    private final ObjectStore store;
    private final ThumbnailSettings settings;

    EarlierRun(ObjectStore store, ThumbnailSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** As the index records them. */
    static ThumbnailIndex.Pictures pictures(ThumbnailSettings settings) {
        return new ThumbnailIndex.Pictures(
                settings.quality(), settings.frame() == FrameChoice.EXACT ? "exact" : "keyframe", settings.upscale());
    }

    /**
     * The index of an earlier run that has made all that is wanted, from the same source. It may have made more.
     *
     * @param source what this run would read
     */
    Optional<ThumbnailIndex> index(S3Location location, Source source) {
        return store.find(location, ThumbnailIndex.MAX_BYTES)
                .flatMap(object -> readable(object.body(), location))
                .filter(index -> isOf(index, source) && index.pictures().equals(pictures(settings)))
                .filter(index -> settings.boxes().stream().allMatch(box -> has(index, box)));
    }

    private static Optional<ThumbnailIndex> readable(byte[] body, S3Location location) {
        try {
            return Optional.of(ThumbnailIndex.ofJson(body, "thumbnail index " + location));
        } catch (PermanentFailure e) {
            return Optional.empty(); // written anew
        }
    }

    private static boolean isOf(ThumbnailIndex index, Source source) {
        Source.Shortcut shortcut = source.shortcut();
        return (isRecorded(index.source(), source)
                        || (shortcut != null && isRecorded(index.source(), source.by(shortcut))))
                && index.intervalSeconds()
                                .compareTo(IndexWriter.seconds(source.plan().interval()))
                        == 0
                && index.durationSeconds()
                                .compareTo(IndexWriter.seconds(source.plan().duration()))
                        == 0;
    }

    /** An MPD is edited by us, which gives it another ETag: its name, and the film's length, have to do. */
    private static boolean isRecorded(ThumbnailIndex.Source recorded, Source source) {
        ThumbnailIndex.Source now = source.recorded(List.of());
        return Objects.equals(recorded.hlsUrl(), now.hlsUrl())
                && Objects.equals(recorded.playlistUrl(), now.playlistUrl())
                && Objects.equals(recorded.fileUrl(), now.fileUrl())
                && Objects.equals(recorded.fileEtag(), now.fileEtag())
                && (Objects.equals(recorded.playlistEtag(), now.playlistEtag())
                        || JobEvent.isMpd(source.media().key()));
    }

    private boolean has(ThumbnailIndex index, ThumbnailBox box) {
        OutputSettings outputs = settings.outputs();
        return index.renditions().stream()
                .filter(rendition -> rendition.name().equals(box.name())
                        && rendition.boxWidth() == box.size().width()
                        && rendition.boxHeight() == box.size().height())
                .anyMatch(rendition -> hasImages(rendition, box)
                        && (!outputs.mjpeg()
                                || rendition.file(ThumbnailFile.MJPEG).isPresent())
                        && (!outputs.bif().contains(box.name())
                                || rendition.file(ThumbnailFile.BIF).isPresent()));
    }

    private static boolean hasImages(Rendition rendition, ThumbnailBox box) {
        Sheets sheets = rendition.sheets();
        return box.isTiled()
                ? sheets != null
                        && sheets.columns() == box.grid().columns()
                        && sheets.rows() == box.grid().rows()
                : !rendition.images().isEmpty();
    }

    /** Whether all that is announced of it is there, and is announced where it can be. */
    boolean isPublished(Asset asset, AssetNames names, ThumbnailIndex index) {
        return asset.mainPlaylists().stream().allMatch(main -> isAnnounced(main, names))
                && documents(asset, names).stream().allMatch(this::exists)
                && (!settings.outputs().dash() || asset.mpds().stream().allMatch(mpd -> isListed(mpd, names, index)));
    }

    private boolean isAnnounced(S3Location main, AssetNames names) {
        if (!(StoredPlaylist.read(store, main).parse() instanceof MultivariantPlaylist playlist)) {
            return true; // there is no place for it
        }
        ThumbnailBox first = settings.boxes().getFirst();
        return names(playlist.imageStreams(), main, names.imagePlaylistKey(first.size()))
                && (!settings.outputs().mjpeg()
                        || names(playlist.iFrameLines(), main, names.iFramePlaylistKey(first.size())));
    }

    private static boolean names(List<MultivariantPlaylist.StreamLine> lines, S3Location main, String key) {
        String uri = UrlPath.relative(main.folder(), key);
        return lines.stream().anyMatch(line -> line.uri().equals(uri));
    }

    /** Those of the first size, which none of another size stands in for. */
    private List<S3Location> documents(Asset asset, AssetNames names) {
        ThumbnailBox first = settings.boxes().getFirst();
        OutputSettings outputs = settings.outputs();
        List<String> keys = new ArrayList<>();
        if (!asset.mainPlaylists().isEmpty()) {
            keys.add(names.imagePlaylistKey(first.size()));
        }
        if (outputs.mjpeg() && !asset.mainPlaylists().isEmpty()) {
            keys.add(names.iFramePlaylistKey(first.size()));
        }
        if (outputs.webVtt()) {
            keys.add(names.webVttKey(first.size()));
        }
        if (outputs.storyboard()) {
            keys.add(names.storyboardKey(first.size()));
        }
        return keys.stream().map(key -> new S3Location(asset.bucket(), key)).toList();
    }

    private boolean exists(S3Location location) {
        return store.findRange(location, 0, 1).isPresent();
    }

    /** By what the URLs of our images have in them. An MPD that is not there has nothing to list. */
    private boolean isListed(S3Location mpd, AssetNames names, ThumbnailIndex index) {
        String images = UrlPath.relative(
                "", names.mediaKey() + "_" + index.renditions().getFirst().name() + ".");
        return StoredBody.find(store, mpd, "MPD", MAX_MPD_BYTES)
                .map(body -> new String(body.bytes(), StandardCharsets.UTF_8).contains(images))
                .orElse(true);
    }
}
