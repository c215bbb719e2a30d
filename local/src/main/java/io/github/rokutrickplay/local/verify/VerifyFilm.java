package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.Finding.Severity;
import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.objects.ListedObject;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a film's thumbnails as they are published: each form by itself, against the film, and against all others. An instance is for one
 * check.
 */
public final class VerifyFilm {

    /** Documents may be off from the film by that, as what packaged them rounds. */
    private static final long PACKAGING_US = Times.MICROS;

    private final Inspection inspection;
    private final StoredImages images;
    private final Bandwidths bandwidths;
    private final List<FormReading> forms = new ArrayList<>();
    private List<FilmTimeline> films = List.of();
    private MainPlaylistCheck.@Nullable Read main;
    private @Nullable IndexReading index;
    private long filmUs;

    /**
     * @param main the address of the main playlist, or of a film without one: a file or an MPD
     */
    public VerifyFilm(PublishedObjects objects, String main, VerifyOptions options, VerifyProgress progress) {
        inspection = new Inspection(objects, main, options, progress);
        images = new StoredImages(inspection);
        bandwidths = new Bandwidths(inspection);
    }

    /** Looks at all of it. What is wrong is in the result; nothing is thrown for it. */
    public Verified verify() {
        int pictures = 0;
        boolean hls = !isMpd() && !isFile();
        if (!hls || readMain()) {
            readAnnounced();
            findIndex();
            readOthers();
            checkImages();
            compare();
            checkWhole();
            pictures = inspection.options().pictures() == 0 ? 0 : comparePictures();
        }
        Set<String> sizes = new TreeSet<>();
        forms.forEach(form -> sizes.add(form.box()));
        IndexReading read = index;
        if (read != null) {
            read.sizes().forEach(size -> sizes.add(size.box()));
        }
        return new Verified(
                inspection.findings().sorted(),
                forms.stream()
                        .map(form -> form.kind() + " " + inspection.named(form.object()))
                        .distinct()
                        .toList(),
                sizes.size(),
                images.count(),
                filmUs == 0 ? null : Times.seconds(filmUs),
                read == null ? null : read.index().intervalSeconds(),
                pictures,
                inspection.options().seed());
    }

    private String lowerName() {
        return Inspection.fileName(inspection.main()).toLowerCase(Locale.ROOT);
    }

    private boolean isMpd() {
        return lowerName().endsWith(".mpd");
    }

    private boolean isFile() {
        return lowerName().endsWith(".mp4")
                || lowerName().endsWith(".mov")
                || lowerName().endsWith(".m4v");
    }

    /** @return whether there is anything to look at */
    private boolean readMain() {
        main = new MainPlaylistCheck(inspection).read().orElse(null);
        if (main == null) {
            return false;
        }
        films = new FilmTimelines(inspection).of(main);
        filmUs = films.isEmpty() ? 0 : films.getFirst().durationUs();
        return true;
    }

    private void readAnnounced() {
        if (main == null) {
            return;
        }
        PlaylistRules rules = new PlaylistRules(inspection, films);
        Set<String> read = new HashSet<>();
        for (Announcement line : main.ours()) {
            if (read.add(line.address())) {
                (line.images()
                                ? new ImagePlaylists(inspection, rules, bandwidths)
                                        .read(line.address(), line.box(), line.resolution(), "the main playlist")
                                : new ImageSequences(inspection, rules, bandwidths)
                                        .read(line.address(), line.box(), line.resolution()))
                        .ifPresent(forms::add);
            }
        }
    }

    private String mediaFolder() {
        String chosen = inspection.options().mediaFolder();
        if (chosen != null) {
            return chosen;
        }
        return main == null || main.ours().isEmpty()
                ? Inspection.folder(inspection.main())
                : Inspection.folder(main.ours().getFirst().address());
    }

    private void findIndex() {
        List<FormReading> playlists = forms.stream()
                .filter(form -> form.kind() == Kind.IMAGE_PLAYLIST)
                .toList();
        IndexReading found =
                new IndexSearch(inspection).find(mediaFolder(), playlists).orElse(null);
        index = found;
        if (found == null) {
            return;
        }
        new IndexCheck(inspection, found).check(films);
        if (filmUs == 0) {
            filmUs = found.durationUs();
            checkFileDuration(found);
        }
        if (main != null && main.media() != null) {
            ImagePlaylists unannounced =
                    new ImagePlaylists(inspection, new PlaylistRules(inspection, films), bandwidths);
            Set<String> sizes = new HashSet<>();
            for (Rendition rendition : found.index().renditions()) {
                if (sizes.add(rendition.width() + "x" + rendition.height())) {
                    String box = IndexReading.box(rendition);
                    unannounced
                            .read(found.mediaFolder() + "thumbs_" + box + ".m3u8", box, null, "the index")
                            .ifPresent(forms::add);
                }
            }
        }
    }

    private void checkFileDuration(IndexReading found) {
        if (!isFile()) {
            return;
        }
        try {
            FileDuration.of(inspection, inspection.main())
                    .ifPresent(us -> compareDurations(inspection.main(), us, found.durationUs(), found.intervalUs()));
        } catch (UnreadableObjectException e) {
            inspection.unreadable(inspection.main(), e);
        }
    }

    private void compareDurations(String address, long us, long ofIndexUs, long toleranceUs) {
        if (Math.abs(us - ofIndexUs) <= Math.max(PACKAGING_US, toleranceUs)) {
            return;
        }
        Severity severity = isFile() ? Severity.NOTE : Severity.WARNING;
        String says = isFile() ? "its header says that it lasts " : "it lasts ";
        inspection
                .findings()
                .add(new Finding(
                        severity,
                        inspection.named(address),
                        says + Times.text(us) + ", and the thumbnails " + Times.text(ofIndexUs),
                        "thumbnails may be those of another cut",
                        inspection.again()));
    }

    private void readOthers() {
        Set<String> boxes = new TreeSet<>();
        forms.forEach(form -> boxes.add(form.box()));
        IndexReading read = index;
        if (read != null) {
            read.sizes().forEach(size -> boxes.add(size.box()));
        }
        WebDocuments documents = new WebDocuments(inspection);
        for (String box : boxes) {
            String start = mediaFolder() + "thumbs_" + box;
            documents.webVtt(start + ".vtt", box, filmUs).ifPresent(forms::add);
            documents.storyboard(start + ".json", box, filmUs).ifPresent(forms::add);
            boolean recorded = read != null
                    && read.index().renditions().stream()
                            .filter(rendition -> IndexReading.box(rendition).equals(box))
                            .anyMatch(rendition ->
                                    rendition.file(ThumbnailFile.BIF).isPresent());
            if (read == null || recorded) {
                new Bifs(inspection).read(start + ".bif", box, recorded, filmUs).ifPresent(forms::add);
            }
        }
        mpds().forEach(this::readMpd);
    }

    private Stream<String> mpds() {
        if (isMpd()) {
            return Stream.of(inspection.main());
        }
        String folder = Inspection.folder(inspection.main());
        String stem = inspection.main().replaceFirst("\\.[^./]*$", "");
        return inspection
                .objects()
                .list(folder)
                .map(all -> all.stream()
                        .map(ListedObject::address)
                        .filter(address -> Inspection.folder(address).equals(folder) && address.endsWith(".mpd")))
                .orElse(Stream.of(stem + ".mpd"));
    }

    /** Another film's may lie beside this one's. */
    private void readMpd(String address) {
        Optional<Mpds.Read> mpd = new Mpds(inspection).read(address);
        List<FormReading> ours = mpd.map(Mpds.Read::forms).orElse(List.of()).stream()
                .filter(form -> isMpd() || form.images().anyMatch(this::isOfThisFilm))
                .toList();
        forms.addAll(ours);
        long us = mpd.map(Mpds.Read::durationUs).orElse(-1L);
        if (us >= 0 && filmUs == 0) {
            filmUs = us;
        } else if (us >= 0 && !ours.isEmpty()) {
            compareDurations(address, us, filmUs, PACKAGING_US);
        }
    }

    private boolean isOfThisFilm(String image) {
        IndexReading read = index;
        return read == null
                || Inspection.fileName(image).startsWith(read.index().mediaKey() + "_");
    }

    private void checkImages() {
        images.check(WantedImage.of(inspection, index, forms));
        if (main != null) {
            main.ours().forEach(line -> bandwidths.check(line, images));
        }
    }

    private void compare() {
        Agreement agreement = new Agreement(inspection, images);
        for (ExpectedSize size : expected()) {
            forms.stream().filter(form -> form.box().equals(size.box())).forEach(form -> agreement.check(form, size));
        }
    }

    /** By the index; without one, by the image playlists. */
    private List<ExpectedSize> expected() {
        if (index != null) {
            return index.sizes();
        }
        return forms.stream()
                .filter(form -> form.kind() == Kind.IMAGE_PLAYLIST)
                .map(playlist -> ExpectedSize.of(playlist, inspection.named(playlist.object()), images))
                .toList();
    }

    private void checkWhole() {
        Certification certification = new Certification(inspection, filmUs);
        IndexReading read = index;
        boolean announced = main != null && !main.ours().isEmpty();
        if (forms.isEmpty() && read == null && !announced) {
            if (main == null || !main.others()) {
                certification.checkNothing();
            }
            return;
        }
        if (main == null) {
            certification.checkFile(forms);
        } else {
            certification.check(main, read);
        }
        if (read != null) {
            certification.checkInterval(read.intervalUs());
            Set<String> named = read.named();
            for (FormReading form : forms) {
                named.add(form.object());
                form.shown().forEach(shown -> named.add(shown.picture().object()));
            }
            new StaleObjects(inspection, read, named).check();
        }
    }

    private int comparePictures() {
        Optional<FilmPictures> film = isFile()
                ? Optional.of(new FilePictures(inspection))
                : new FilmTimelines(inspection).pictures(films, main);
        if (film.isEmpty()) {
            inspection
                    .findings()
                    .note(
                            inspection.named(inspection.main()),
                            "no picture was compared with the film: it has no HLS, and is no file",
                            "a wrong picture would not be found",
                            "look at them: ./trickplay preview");
            return 0;
        }
        return expected().stream()
                .max(Comparator.comparingInt(ExpectedSize::width))
                .map(size -> new PictureCheck(inspection, images, film.get()).check(size))
                .orElse(0);
    }
}
