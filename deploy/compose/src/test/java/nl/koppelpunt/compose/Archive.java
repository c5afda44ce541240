// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is inside something that the build delivers.
 *
 * @param names of all files, also of those in jars; of an image, without its base
 * @param entries of the layers of an image, without its base; none for a jar
 * @param configuration of an image; empty for a jar
 */
record Archive(Set<String> names, List<TarArchiveEntry> entries, JsonNode configuration) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the build puts on the base image, whichever that is. */
    private static final Pattern ADDED = Pattern.compile("(app|health-check)/.*");

    static Archive ofJar(Path file) throws IOException {
        var names = new TreeSet<String>();
        try (var in = Files.newInputStream(file)) {
            zip(new BufferedInputStream(in), names);
        }
        return new Archive(names, List.of(), JSON.createObjectNode());
    }

    /** A tar as docker load takes it. */
    static Archive ofImage(Path file) throws IOException {
        var parts = parts(file);
        var manifest = JSON.readTree(parts.get("manifest.json")).path(0);
        var names = new TreeSet<String>();
        var entries = new ArrayList<TarArchiveEntry>();
        for (var layer : manifest.path("Layers")) {
            var content = new ByteArrayInputStream(parts.get(layer.asString()));
            try (var tar = new TarArchiveInputStream(new GZIPInputStream(content))) {
                layer(tar, names, entries);
            }
        }
        return new Archive(
                names, entries, JSON.readTree(parts.get(manifest.path("Config").asString())));
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        var parts = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
        }
        return parts;
    }

    private static void layer(TarArchiveInputStream tar, Set<String> names, List<TarArchiveEntry> entries)
            throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (!ADDED.matcher(entry.getName()).matches()) {
                continue;
            }
            entries.add(entry);
            names.add(entry.getName());
            if (entry.getName().endsWith(".jar")) {
                zip(tar, names);
            }
        }
    }

    private static void zip(InputStream in, Set<String> names) throws IOException {
        var zip = new ZipInputStream(in);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            names.add(entry.getName());
            if (entry.getName().endsWith(".jar")) {
                zip(zip, names);
            }
        }
    }
}
