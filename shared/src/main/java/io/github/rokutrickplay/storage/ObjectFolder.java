package io.github.rokutrickplay.storage;

import java.util.List;

/**
 * What lies in a folder itself.
 *
 * @param folders the prefixes of the folders in it, each ending in a slash
 */
public record ObjectFolder(List<ObjectSummary> objects, List<String> folders) {

    public ObjectFolder {
        objects = List.copyOf(objects);
        folders = List.copyOf(folders);
    }

    static ObjectFolder of(List<ObjectSummary> below, String prefix) {
        List<String> folders = below.stream()
                .map(object -> object.location().key())
                .filter(key -> key.indexOf('/', prefix.length()) >= 0)
                .map(key -> key.substring(0, key.indexOf('/', prefix.length()) + 1))
                .distinct()
                .toList();
        return new ObjectFolder(
                below.stream()
                        .filter(object -> object.location().key().indexOf('/', prefix.length()) < 0)
                        .toList(),
                folders);
    }
}
