package io.github.rokutrickplay.local.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** All thumbnails of a film on one picture, left to right, then top to bottom. */
final class ContactSheet {

    private static final int COLUMNS = 4;
    private static final int GAP = 4;

    /** More would make a picture that nobody can look at. */
    private static final int MAX_IMAGES = 80;

    private ContactSheet() {}

    /**
     * @param jpegs of one size, in the order of their times; at least one
     */
    static void write(List<byte[]> jpegs, Path png) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        for (byte[] jpeg : jpegs.subList(0, Math.min(jpegs.size(), MAX_IMAGES))) {
            images.add(ImageIO.read(new ByteArrayInputStream(jpeg)));
        }
        int width = images.getFirst().getWidth() + GAP;
        int height = images.getFirst().getHeight() + GAP;
        int columns = Math.min(COLUMNS, images.size());
        int rows = (images.size() + columns - 1) / columns;
        BufferedImage sheet =
                new BufferedImage(columns * width + GAP, rows * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < images.size(); i++) {
            graphics.drawImage(images.get(i), GAP + i % columns * width, GAP + i / columns * height, null);
        }
        graphics.dispose();
        Files.createDirectories(png.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", png.toFile());
    }
}
