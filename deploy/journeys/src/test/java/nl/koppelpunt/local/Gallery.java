// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * The pictures of the README, taken while the journeys are tested: {@code -Dkoppelpunt.images=<folder>} asks for them.
 * They have one size and at most 256 colours.
 */
final class Gallery {

    private static final Map<String, String> PICTURES =
            Map.of("start", "start", "link", "koppelen", "pin", "pincode", "home", "mijn");
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 750;
    private static final int COLOURS = 256;

    private Gallery() {}

    /** Keeps the page that the browser shows, if its name is one of them and pictures were asked for. */
    static void keep(Page page, String name) {
        var folder = System.getProperty("koppelpunt.images", "");
        var picture = PICTURES.get(name);
        if (folder.isEmpty() || picture == null) {
            return;
        }
        page.setViewportSize(WIDTH, HEIGHT);
        try {
            var image = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
            write(indexed(image), Files.createDirectories(Path.of(folder)).resolve(picture + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Colours that differ in their last bits only become one, until few enough are left. */
    private static BufferedImage indexed(BufferedImage image) {
        for (var bits = 8; ; bits--) {
            var mask = (0xFF << (8 - bits)) & 0xFF;
            var palette = palette(image, mask * 0x010101);
            if (palette.size() <= COLOURS) {
                return indexed(image, palette, mask * 0x010101);
            }
        }
    }

    /** Each kept colour with the most frequent of those it stands for. */
    private static Map<Integer, Integer> palette(BufferedImage image, int mask) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
        var palette = new HashMap<Integer, Integer>();
        counts.forEach((colour, count) -> palette.merge(
                colour & mask,
                colour,
                (one, other) -> counts.getOrDefault(one, 0) >= counts.getOrDefault(other, 0) ? one : other));
        return palette;
    }

    private static BufferedImage indexed(BufferedImage image, Map<Integer, Integer> palette, int mask) {
        var colours = palette.values().stream().mapToInt(Integer::intValue).toArray();
        var positions = new HashMap<Integer, Integer>();
        for (var position = 0; position < colours.length; position++) {
            positions.put(colours[position] & mask, position);
        }
        var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        var indexed = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                indexed.getRaster().setSample(x, y, 0, positions.getOrDefault(image.getRGB(x, y) & mask, 0));
            }
        }
        return indexed;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }
}
