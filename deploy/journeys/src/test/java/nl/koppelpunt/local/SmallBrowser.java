// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript, small enough for many at once: it has cookies, follows redirects and sends forms. */
final class SmallBrowser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b([a-z]+)=\"([^\"]*)\"");

    private static final Pattern NUMBERED = Pattern.compile("&#([0-9]{1,6});");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    record Page(URI address, int status, String html) {

        /** The hidden fields of the first form with this field; empty when there is none. */
        Optional<Form> formWith(String field) {
            return FORM.matcher(html)
                    .results()
                    .map(form -> Form.of(address, form.group(1), form.group(2)))
                    .filter(form -> form.fields().containsKey(field))
                    .findFirst();
        }
    }

    record Form(URI page, URI action, Map<String, String> fields) {

        static Form of(URI page, String tag, String content) {
            var fields = new HashMap<String, String>();
            INPUT.matcher(content)
                    .results()
                    .map(input -> attributes(input.group()))
                    .forEach(input -> {
                        var hidden = "hidden".equals(input.get("type"));
                        fields.putIfAbsent(input.get("name"), hidden ? input.getOrDefault("value", "") : "");
                    });
            return new Form(page, page.resolve(attributes(tag).getOrDefault("action", "")), fields);
        }

        Form with(String name, String value) {
            var filledIn = new HashMap<>(fields);
            filledIn.put(name, value);
            return new Form(page, action, filledIn);
        }

        private static Map<String, String> attributes(String tag) {
            return ATTRIBUTE
                    .matcher(tag)
                    .results()
                    .collect(Collectors.toMap(
                            found -> found.group(1), found -> unescaped(found.group(2)), (first, _) -> first));
        }

        private static String unescaped(String value) {
            return NUMBERED.matcher(value)
                    .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1)))))
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }

        private String encoded() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    Page open(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    Page send(Form form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", form.page().resolve("/").toString().replaceAll("/$", ""))
                .POST(BodyPublishers.ofString(form.encoded())));
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(
                request.timeout(PATIENCE).header("Accept", "text/html").build(), BodyHandlers.ofString());
        return new Page(response.uri(), response.statusCode(), response.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
