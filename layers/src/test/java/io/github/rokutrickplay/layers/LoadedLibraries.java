package io.github.rokutrickplay.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;

/** A program that loads all of FFmpeg and says what it is and which files were mapped. */
final class LoadedLibraries {

    private LoadedLibraries() {}

    public static void main(String[] arguments) throws IOException {
        print(avutil.avutil_license().getString());
        print(swresample.swresample_license().getString());
        print(swscale.swscale_license().getString());
        print(avcodec.avcodec_license().getString());
        print(avformat.avformat_license().getString());
        print(avfilter.avfilter_license().getString());
        print(avcodec.avcodec_configuration().getString());
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(".so"))
                .map(line -> line.substring(line.indexOf('/')))
                .distinct()
                .forEach(LoadedLibraries::print);
    }

    @SuppressWarnings("SystemOut") // the other program reads it
    private static void print(String line) {
        System.out.println(line);
    }
}
