package io.github.rokutrickplay.layers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the dynamic loader looks at in a 64-bit little-endian ELF file.
 *
 * @param machine e_machine of the header
 * @param soname DT_SONAME, or an empty text
 * @param needed DT_NEEDED: the file names of the libraries that have to be there
 * @param versions the symbol versions needed (.gnu.version_r), by library
 * @see <a href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">LSB:
 *     symbol versioning</a>
 */
record ElfFile(int machine, String soname, List<String> needed, Map<String, TreeSet<String>> versions) {

    private static final int SHT_DYNAMIC = 6;
    private static final int SHT_GNU_VERNEED = 0x6ffffffe;
    private static final int DT_NEEDED = 1;
    private static final int DT_SONAME = 14;
    private static final int DYN_ENTRY_BYTES = 16;

    private record Section(int type, int offset, int size, int link, int info) {}

    static ElfFile parse(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != 0x464c457f || bytes.get(4) != 2 || bytes.get(5) != 1) {
            throw new IllegalArgumentException("not a 64-bit little-endian ELF file");
        }
        List<Section> sections = sections(bytes);
        List<String> needed = new ArrayList<>();
        String soname = "";
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (Section section : sections) {
            if (section.type == SHT_DYNAMIC) {
                Section strings = sections.get(section.link);
                needed.addAll(dynamicTexts(bytes, section, strings, DT_NEEDED));
                soname = String.join("", dynamicTexts(bytes, section, strings, DT_SONAME));
            } else if (section.type == SHT_GNU_VERNEED) {
                readVersions(bytes, section, sections.get(section.link), versions);
            }
        }
        return new ElfFile(Short.toUnsignedInt(bytes.getShort(18)), soname, needed, versions);
    }

    private static List<Section> sections(ByteBuffer bytes) {
        int table = (int) bytes.getLong(40);
        int entryBytes = bytes.getShort(58);
        int count = bytes.getShort(60);
        List<Section> sections = new ArrayList<>();
        for (int at = table; sections.size() < count; at += entryBytes) {
            sections.add(new Section(
                    bytes.getInt(at + 4),
                    (int) bytes.getLong(at + 24),
                    (int) bytes.getLong(at + 32),
                    bytes.getInt(at + 40),
                    bytes.getInt(at + 44)));
        }
        return sections;
    }

    private static List<String> dynamicTexts(ByteBuffer bytes, Section section, Section strings, int tag) {
        List<String> texts = new ArrayList<>();
        for (int at = section.offset; at < section.offset + section.size; at += DYN_ENTRY_BYTES) {
            if (bytes.getLong(at) == tag) {
                texts.add(text(bytes, strings, (int) bytes.getLong(at + 8)));
            }
        }
        return texts;
    }

    /** Elf64_Verneed is {version, count, file, aux, next}; Elf64_Vernaux {hash, flags, other, name, next}. */
    private static void readVersions(
            ByteBuffer bytes, Section section, Section strings, Map<String, TreeSet<String>> versions) {
        int at = section.offset;
        for (int library = 0; library < section.info; library++) {
            TreeSet<String> names =
                    versions.computeIfAbsent(text(bytes, strings, bytes.getInt(at + 4)), name -> new TreeSet<>());
            int aux = at + bytes.getInt(at + 8);
            for (int version = 0; version < bytes.getShort(at + 2); version++) {
                names.add(text(bytes, strings, bytes.getInt(aux + 8)));
                aux += bytes.getInt(aux + 12);
            }
            at += bytes.getInt(at + 12);
        }
    }

    private static String text(ByteBuffer bytes, Section strings, int offset) {
        int start = strings.offset + offset;
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        bytes.get(start, text);
        return new String(text, ISO_8859_1);
    }
}
