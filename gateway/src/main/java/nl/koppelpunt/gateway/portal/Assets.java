// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The files a page loads, each with the hash of its content in its name, as the stylesheet build wrote them down.
 *
 * @param theme the mounted theme, if there is one
 */
record Assets(
        String styles,
        String font,
        String icon,
        @Nullable String theme,
        @Nullable String themeContent) {

    static Assets load(@Nullable Path themeCss) {
        try {
            var names = PropertiesLoaderUtils.loadProperties(new ClassPathResource("assets.properties"));
            var content = themeCss == null ? null : Files.readString(themeCss);
            return new Assets(
                    names.getProperty("portal.css"),
                    names.getProperty("fira-sans-latin-400-normal.woff2"),
                    names.getProperty("icon.svg"),
                    content == null ? null : "theme." + hash(content) + ".css",
                    content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Cannot read the stylesheet of the portal: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String hash(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
