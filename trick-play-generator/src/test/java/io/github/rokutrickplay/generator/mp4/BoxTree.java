package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Boxes of a file taken apart, to be changed and put together again: surgery that no muxer would do. */
public final class BoxTree {

    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf", "mfra");

    private final String type;
    private byte[] content;
    private final List<BoxTree> children = new ArrayList<>();

    private BoxTree(String type, byte[] content) {
        this.type = type;
        this.content = content;
        if (type.equals("file") || CONTAINERS.contains(type)) {
            children.addAll(split(content));
        }
    }

    public static BoxTree ofFile(byte[] file) {
        return new BoxTree("file", file);
    }

    public static BoxTree of(String type, BoxTree... children) {
        BoxTree tree = new BoxTree(type, new byte[0]);
        tree.children.addAll(Arrays.asList(children));
        return tree;
    }

    /** A box of numbers: an int takes four bytes, a long eight, a short two, a byte one; text stands as it is. */
    public static BoxTree of(String type, Object... fields) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024 + Long.BYTES * fields.length);
        for (Object field : fields) {
            switch (field) {
                case Integer number -> bytes.putInt(number);
                case Long number -> bytes.putLong(number);
                case Short number -> bytes.putShort(number);
                case Byte number -> bytes.put(number);
                case String text -> bytes.put(text.getBytes(ISO_8859_1));
                case byte[] raw -> bytes.put(raw);
                default -> throw new IllegalArgumentException(field.toString());
            }
        }
        return new BoxTree(type, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static List<BoxTree> split(byte[] bytes) {
        List<BoxTree> boxes = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= Box.HEADER) {
            int size = buffer.getInt();
            byte[] name = new byte[4];
            buffer.get(name);
            byte[] content = new byte[size - Box.HEADER];
            buffer.get(content);
            boxes.add(new BoxTree(new String(name, ISO_8859_1), content));
        }
        return boxes;
    }

    public List<BoxTree> children() {
        return children;
    }

    public String type() {
        return type;
    }

    public byte[] content() {
        return content;
    }

    public void setContent(byte[] other) {
        content = other;
    }

    /** The box at a path of types, the first where there are several. */
    public BoxTree at(String path) {
        BoxTree found = this;
        for (String name : path.split("/", -1)) {
            found = found.children.stream()
                    .filter(child -> child.type.equals(name))
                    .findFirst()
                    .orElseThrow();
        }
        return found;
    }

    /** The first track whose handler is video. */
    public BoxTree video() {
        Predicate<BoxTree> isVideo = trak -> new String(trak.at("mdia/hdlr").content, ISO_8859_1).contains("vide");
        return at("moov").children.stream()
                .filter(child -> child.type.equals("trak"))
                .filter(isVideo)
                .findFirst()
                .orElseThrow();
    }

    /** Puts boxes in the place of those of a type; at the end if there are none. */
    public BoxTree replace(String childType, BoxTree... others) {
        children.removeIf(child -> child.type.equals(childType));
        children.addAll(Arrays.asList(others));
        return this;
    }

    public byte[] bytes() {
        byte[] inside = content;
        if (type.equals("file") || CONTAINERS.contains(type)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            children.forEach(child -> all.writeBytes(child.bytes()));
            inside = all.toByteArray();
        }
        if (type.equals("file")) {
            return inside;
        }
        return ByteBuffer.allocate(Box.HEADER + inside.length)
                .putInt(Box.HEADER + inside.length)
                .put(type.getBytes(ISO_8859_1))
                .put(inside)
                .array();
    }
}
