// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Shows the mails of the stack in a browser, and as JSON under {@code /api/mails}. */
final class MailPage implements AutoCloseable {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    /** What a mail brings along may be looked at and nothing else. */
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private static final String STYLE = """
            body { font: 1rem/1.5 sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a }
            article { border-top: 1px solid #767676; padding: 1rem 0 } h2 { font-size: 1.125rem; margin: 0 }
            pre { background: #f3f3f3; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
            iframe { border: 1px solid #767676; width: 100%; height: 30rem }
            """;

    private final MailServer mails;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;

    MailPage(MailServer mails, int port) {
        this.mails = mails;
        this.server = LocalHttp.server(port);
        LocalHttp.get(server, "/", this::list);
        LocalHttp.get(server, "/style.css", exchange -> LocalHttp.answer(exchange, "text/css", PAGE_POLICY, STYLE));
        LocalHttp.get(server, "/html/", this::html);
        LocalHttp.get(server, "/api/mails", this::api);
    }

    void start() {
        server.start();
    }

    private void list(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            LocalHttp.notFound(exchange);
            return;
        }
        var articles = mails.mails().stream().map(MailPage::article).collect(Collectors.joining());
        var content = articles.isEmpty() ? "<p>No mail yet.</p>" : articles;
        LocalHttp.answer(exchange, HTML, PAGE_POLICY, page(content));
    }

    private void html(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestURI().getPath().substring("/html/".length());
        var mail = mails.mail(id);
        if (mail.isEmpty()) {
            LocalHttp.notFound(exchange);
            return;
        }
        LocalHttp.answer(exchange, HTML, MAIL_POLICY, mail.get().html());
    }

    private void api(HttpExchange exchange) throws IOException {
        LocalHttp.answer(exchange, "application/json", PAGE_POLICY, json.writeValueAsString(mails.mails()));
    }

    private static String page(String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mail of the local stack</title><link rel="stylesheet" href="/style.css"></head>
                <body><main><h1>Mail</h1><p>Newest first. <a href="/">Refresh</a></p>%s</main></body>
                </html>
                """.formatted(content);
    }

    private static String article(Mail mail) {
        return """
                <article><h2>%s</h2><p>To %s, from %s, %s</p><pre>%s</pre>%s</article>
                """.formatted(
                        escape(mail.subject()),
                        escape(mail.to()),
                        escape(mail.from()),
                        TIME.format(mail.receivedAt()),
                        escape(mail.text()),
                        mail.html().isEmpty() ? "" : frame(mail));
    }

    private static String frame(Mail mail) {
        return "<details><summary>As HTML</summary><iframe sandbox title=\"The mail as HTML\" loading=\"lazy\" src=\"/html/"
                + mail.id() + "\"></iframe></details>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
