package io.github.rokutrickplay.sources;

import io.github.rokutrickplay.sources.PictureFactors.Colour;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What numbered blocks look like: as painted, and what the ffmpeg program makes of them where they are HDR. */
final class ToneMapped {

    private static final String BACK = ",zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,"
            + "tonemap=hable:desat=0,zscale=transfer=bt709:matrix=gbr:range=pc,format=gbrp";
    private static final int SIZE = 64;

    /** Pictures of which all blocks are dark, or light. */
    private record Looks(BufferedImage dark, BufferedImage light) {}

    private final Path folder;
    private final Map<Transfer, Looks> looks = new ConcurrentHashMap<>();

    ToneMapped(Path folder) {
        this.folder = folder;
    }

    /** Red, green and blue of a block. */
    int[] block(Transfer transfer, int block, boolean light) {
        if (transfer == Transfer.SDR) {
            Color colour = NumberedBlocks.colour(block, light);
            return new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()};
        }
        Looks look = looks.computeIfAbsent(
                transfer, hdr -> new Looks(mapped(hdr, NumberedBlocks.DARK), mapped(hdr, NumberedBlocks.LIGHT)));
        return NumberedBlocks.mean(light ? look.light : look.dark, block);
    }

    private BufferedImage mapped(Transfer transfer, int blocks) {
        try {
            Path raw = Files.write(folder.resolve(transfer + "." + blocks), NumberedBlocks.picture(blocks));
            byte[] rgb = Programs.ffmpegOutput(
                    "-f",
                    "rawvideo",
                    "-pix_fmt",
                    "rgb24",
                    "-s",
                    NumberedBlocks.SIDE + "x" + NumberedBlocks.SIDE,
                    "-i",
                    raw.toString(),
                    "-vf",
                    FilmEncoder.coded(transfer, Colour.BT2020_LIMITED) + ",scale=" + SIZE + ":" + SIZE
                            + ":flags=neighbor" + BACK,
                    "-pix_fmt",
                    "rgb24",
                    "-f",
                    "rawvideo",
                    "-");
            BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < SIZE * SIZE; i++) {
                int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
                picture.setRGB(i % SIZE, i / SIZE, colour);
            }
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
