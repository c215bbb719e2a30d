package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.StoredObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The contact sheet of an exported page, its images within it. */
final class ExportedSheet {

    /** No sheet of ours is as large. */
    private static final long MAX_OBJECT_BYTES = 32L * 1024 * 1024;

    private static final double PERCENT = 100;

    private final PreviewFilm film;
    private final List<ExportedPicture> pictures;
    /** The style of each picture. */
    private final String shape;

    /** Every so many pictures one is shown. */
    private final int step;

    /**
     * @param maxBytes what its images may take, as they are stored
     */
    ExportedSheet(PreviewFilm film, ThumbnailIndex index, long maxBytes) {
        this.film = film;
        this.pictures = ExportedPicture.of(index);
        this.shape = ExportedPicture.smallest(index)
                .map(size -> "aspect-ratio:" + size.width() + "/" + size.height())
                .orElse("");
        long bytes = pictures.stream().mapToLong(ExportedPicture::bytes).sum();
        this.step = (int) Math.max(1, Math.ceilDiv(bytes, maxBytes));
    }

    void append(StringBuilder html) {
        html.append("<section>\n<h2>Contact sheet</h2>\n");
        long leftOut = 0;
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < pictures.size(); i++) {
            ExportedPicture picture = pictures.get(i);
            if (i % step == 0 || !picture.shows()) {
                append(cells, picture, i);
            } else {
                leftOut += picture.marks().size();
            }
        }
        if (leftOut > 0) {
            html.append("<p>").append(leftOut).append(" thumbnails are left out to keep this page small: of ");
            html.append(step).append(pictures.getFirst().marks().size() > 1 ? " sheets" : " images");
            html.append(", one is shown.</p>\n");
        }
        html.append("<div class=\"sheet\">\n").append(cells).append("</div>\n</section>\n");
    }

    private void append(StringBuilder cells, ExportedPicture picture, int number) {
        String data = picture.shows() ? data(picture) : "";
        boolean single = picture.columns() * picture.rows() == 1;
        if (!single && !data.isEmpty()) {
            cells.append("<style>.p")
                    .append(number)
                    .append("{background-image:url(")
                    .append(data)
                    .append(")}</style>\n");
        }
        for (int tile = 0; tile < picture.marks().size(); tile++) {
            Mark mark = picture.marks().get(tile);
            cells.append("<figure>");
            if (mark.missing() != null) {
                gap(cells, "no thumbnail");
            } else if (data.isEmpty()) {
                gap(cells, "the image has gone");
            } else if (single) {
                cells.append("<img alt=\"\" src=\"")
                        .append(data)
                        .append("\" style=\"")
                        .append(shape)
                        .append("\">");
            } else {
                tile(cells, picture, number, tile);
            }
            cells.append("<figcaption>").append(Times.readable(mark.timeSeconds()));
            if (mark.missing() != null) {
                cells.append("<p>")
                        .append(Html.escape(film.readable().apply(mark.missing())))
                        .append("</p>");
            }
            cells.append("</figcaption></figure>\n");
        }
    }

    private void gap(StringBuilder cells, String text) {
        cells.append("<div class=\"gap\" style=\"")
                .append(shape)
                .append("\">")
                .append(text)
                .append("</div>");
    }

    /** A part of the sheet that is the background, whatever size it is shown in. */
    private void tile(StringBuilder cells, ExportedPicture picture, int number, int tile) {
        String position = String.format(
                Locale.ROOT,
                "background-size:%d%% %d%%;background-position:%.4f%% %.4f%%",
                picture.columns() * 100,
                picture.rows() * 100,
                part(tile % picture.columns(), picture.columns()),
                part(tile / picture.columns(), picture.rows()));
        cells.append("<div class=\"tile p").append(number).append("\" style=\"").append(shape);
        cells.append(';').append(position).append("\"></div>");
    }

    private static double part(int at, int of) {
        return of == 1 ? 0 : PERCENT * at / (of - 1);
    }

    /** The image in the page itself; empty if it has gone. */
    private String data(ExportedPicture picture) {
        return film.store()
                .find(film.main().withKey(picture.key()), MAX_OBJECT_BYTES)
                .map(StoredObject::body)
                .map(body -> "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(body))
                .orElse("");
    }
}
