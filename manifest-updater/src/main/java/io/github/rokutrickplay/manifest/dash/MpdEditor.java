package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.dash.BaseUrls;
import io.github.rokutrickplay.dash.MpdElement;
import io.github.rokutrickplay.dash.MpdReader;
import io.github.rokutrickplay.dash.PeriodTimes;
import io.github.rokutrickplay.dash.UnusableMpdException;
import io.github.rokutrickplay.dash.XmlText;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts our image AdaptationSet into each Period of an MPD and takes it out again, without touching any byte that is not ours.
 *
 * <p>A new set follows the Period's last AdaptationSet, on a line of its own where that one has one, and indented like it. A set is ours
 * if it is one of images, all its Representations are called {@code thumbs_WxH}, and their media leads into the asset's media path; it
 * is replaced where it stands. Other image sets, such as MediaConvert's own, stay.
 *
 * <p>The set has no BaseURL of its own: its media is relative to the BaseURLs in force, all of which must lead to our images by one relative
 * URL. One of another host does if {@code publicUrls} says that it serves our bucket; else the MPD is left alone, for we do not know
 * by which URL we are served ourselves. Periods that are elsewhere (xlink), or that have no AdaptationSet, stay as they are. With more
 * than one Period only single images are named: dash.js finds tiles by the time within the film, not within the Period.
 *
 * @param mpd where the MPD is stored; the images are in the same bucket
 * @param mediaPath the asset's folder, empty or ending in a slash
 * @param publicUrls the URLs by which an MPD may name objects of its bucket
 */
public record MpdEditor(S3Location mpd, String mediaPath, PublicUrlPrefixes publicUrls) {

    private static final Set<String> ELEMENTS = Set.of(
            "MPD",
            "Location",
            "BaseURL",
            "Period",
            "SegmentBase",
            "SegmentList",
            "SegmentTemplate",
            "AdaptationSet",
            "Representation");

    /**
     * An MPD that can be edited.
     *
     * @param times of each Period
     */
    private record Opened(XmlText xml, List<EditablePeriod> periods, List<PeriodTimes> times) {}

    /**
     * What each Period is to name.
     *
     * @param reason why nothing is to be named; null if something is
     */
    private record Plan(
            List<List<ImageSetText.Size>> periods, @Nullable String reason) {

        static Plan nothing(Opened mpd, @Nullable String reason) {
            return new Plan(
                    mpd.periods().stream()
                            .map(period -> List.<ImageSetText.Size>of())
                            .toList(),
                    reason);
        }

        boolean announces() {
            return periods.stream().anyMatch(sizes -> !sizes.isEmpty());
        }
    }

    /**
     * Names these images and no others.
     *
     * @param bytes an MPD, uncompressed
     * @param images none to take ours out
     */
    public MpdEdit withImages(byte[] bytes, List<ImageRepresentation> images) {
        Opened opened;
        try {
            opened = open(bytes);
        } catch (UnusableMpdException e) {
            return MpdEdit.untouched(bytes, e.reason());
        }
        Plan plan = plan(opened, images);
        XmlText xml = opened.xml();
        String edited = edit(opened, plan);
        return edited.equals(xml.text())
                ? new MpdEdit(bytes, false, plan.announces(), plan.reason())
                : new MpdEdit(xml.encode(edited), true, plan.announces(), plan.reason());
    }

    /** Takes our sets out: what is left are the bytes from before they were put in. */
    public MpdEdit withoutImages(byte[] bytes) {
        return withImages(bytes, List.of());
    }

    private Opened open(byte[] bytes) {
        XmlText xml = XmlText.read(bytes);
        MpdElement root = MpdReader.read(xml, ELEMENTS);
        root.requireStatic();
        BaseUrls bases = BaseUrls.of(mpd, publicUrls).with(root);
        List<EditablePeriod> periods = root.children("Period").stream()
                .map(period -> EditablePeriod.of(period, bases.with(period), mediaPath))
                .toList();
        return new Opened(xml, periods, PeriodTimes.of(root));
    }

    private static Plan plan(Opened mpd, List<ImageRepresentation> images) {
        try {
            return images.isEmpty() ? Plan.nothing(mpd, null) : new Plan(sizes(mpd, images), null);
        } catch (UnusableMpdException e) {
            return Plan.nothing(mpd, e.reason());
        }
    }

    private static List<List<ImageSetText.Size>> sizes(Opened mpd, List<ImageRepresentation> images) {
        boolean several = mpd.periods().size() > 1;
        List<ImageRepresentation> usable = images.stream()
                .filter(size -> !several || size.isSingleImages())
                .toList();
        if (usable.isEmpty()) {
            throw new UnusableMpdException("it has " + mpd.periods().size()
                    + " Periods, and sheets of thumbnails are right in every player only where there is one");
        }
        List<List<ImageSetText.Size>> sizes = IntStream.range(0, mpd.periods().size())
                .mapToObj(i -> sizes(mpd.periods().get(i), mpd.times().get(i), several, usable))
                .toList();
        if (sizes.stream().allMatch(List::isEmpty)) {
            throw new UnusableMpdException("it has no Period with AdaptationSets while there are thumbnails");
        }
        return sizes;
    }

    private static List<ImageSetText.Size> sizes(
            EditablePeriod period, PeriodTimes times, boolean several, List<ImageRepresentation> images) {
        if (!period.takesImages()) {
            return List.of();
        }
        return images.stream()
                .flatMap(size -> placed(size, times, several).stream())
                .map(placed -> new ImageSetText.Size(placed, media(period.bases(), placed.images())))
                .toList();
    }

    private static Optional<PlacedImages> placed(ImageRepresentation images, PeriodTimes times, boolean several) {
        return several ? PlacedImages.within(images, times) : Optional.of(PlacedImages.whole(images, times));
    }

    /** The template of the URLs, which are relative to all bases alike. */
    private static String media(BaseUrls bases, ImageRepresentation images) {
        String before = images.keyBeforeNumber();
        String after = images.keyAfterNumber();
        S3Location one = bases.mpd().withKey(before + "1" + after);
        String url = UrlPath.relative(bases.locate("x").getFirst().folder(), one.key());
        if (!bases.locate(url).stream().allMatch(one::equals)) {
            throw new UnusableMpdException(
                    "its BaseURLs do not lead to " + one + " by one relative URL: " + String.join(", ", bases.urls()));
        }
        String tail = UrlPath.absolute(after).substring(1);
        String head = url.substring(0, url.length() - tail.length() - 1);
        return head.replace("$", "$$") + "$Number%0" + images.digits() + "d$" + tail.replace("$", "$$");
    }

    private static String edit(Opened mpd, Plan plan) {
        String text = mpd.xml().text();
        List<EditablePeriod.Change> changes = new ArrayList<>();
        for (int i = 0; i < mpd.periods().size(); i++) {
            mpd.periods().get(i).changes(text, plan.periods().get(i)).forEach(changes::add);
        }
        changes.sort(Comparator.comparingInt(EditablePeriod.Change::from));
        StringBuilder edited = new StringBuilder();
        int done = 0;
        for (EditablePeriod.Change change : changes) {
            edited.append(text, done, change.from()).append(change.text());
            done = change.to();
        }
        return edited.append(text, done, text.length()).toString();
    }
}
