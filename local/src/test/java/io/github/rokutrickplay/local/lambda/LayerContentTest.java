package io.github.rokutrickplay.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayerContentTest {

    @TempDir
    private Path folder;

    private Path layer(String name) throws IOException {
        Path layer = Files.createDirectory(folder.resolve(name));
        Files.writeString(layer.resolve("lib.so"), name);
        return layer;
    }

    @Test
    void leavesToAnotherProcessThatWasQuicker() throws IOException {
        Path mine = layer("mine");
        Path there = layer("there");

        LayerContent.moveIntoPlace(mine, there);

        assertThat(there.resolve("lib.so")).hasContent("there");
        assertThat(mine).doesNotExist();
    }

    @Test
    void saysSoWhereItCannotBeMoved() throws IOException {
        Path mine = layer("mine");

        assertThatThrownBy(() -> LayerContent.moveIntoPlace(mine, folder.resolve("no/such/folder")))
                .isInstanceOf(FileSystemException.class);
    }
}
