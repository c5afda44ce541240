// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import nl.koppelpunt.gateway.Browser;
import nl.koppelpunt.gateway.GatewayTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S-101 what the policy stops is reported to us")
class PolicyReportsTests {

    private static final String REPORT = """
            [{"type": "csp-violation", "url": "https://portaal.example/koppelen?canary-query",
              "body": {"effectiveDirective": "img-src", "blockedURL": "https://evil.example/canary-path?x=1",
                       "documentURL": "https://portaal.example/canary-document", "sample": "canary-sample"}}]
            """;
    private static final String FORMER_REPORT = """
            {"csp-report": {"effective-directive": "script-src-elem", "blocked-uri": "inline",
                            "script-sample": "canary-sample"}}
            """;

    @Autowired
    Browser browser;

    @Autowired
    MeterRegistry meters;

    @Test
    void theBrowserIsToldWhereToReport() {
        var page = browser.open("/");
        assertThat(page.header("Content-Security-Policy")).endsWith("; report-to csp");
        assertThat(page.header("Reporting-Endpoints")).isEqualTo("csp=\"/csp-reports\"");
    }

    @Test
    void everyDirectiveIsAtZeroBeforeAnyReport() {
        assertThat(meters.find("koppelpunt.csp.violations").counters())
                .extracting(counter -> counter.getId().getTag("directive"))
                .contains("img-src", "script-src-elem", "frame-ancestors", "object-src", "other");
    }

    @Test
    void reportIsCountedAndOnlyDirectiveAndOriginAreLogged(CapturedOutput output) {
        var before = count("img-src");

        assertThat(send("application/reports+json", REPORT).status()).isEqualTo(204);

        assertThat(count("img-src")).isEqualTo(before + 1);
        assertThat(output.getOut())
                .contains("Stopped by policy: img-src https://evil.example")
                .doesNotContain("canary");
    }

    @Test
    void formerFormatIsUnderstood(CapturedOutput output) {
        var before = count("script-src-elem");

        assertThat(send("application/csp-report", FORMER_REPORT).status()).isEqualTo(204);

        assertThat(count("script-src-elem")).isEqualTo(before + 1);
        assertThat(output.getOut()).doesNotContain("canary");
    }

    @Test
    void whatIsMadeUpMakesNoLabelAndNoLogLineOfItsOwn(CapturedOutput output) {
        var before = count("other");

        send("application/reports+json", """
                [{"body": {"effectiveDirective": "canary\\nline", "blockedURL": "canary\\nline"}}, 7, "canary"]
                """);

        assertThat(count("other")).isEqualTo(before + 3);
        assertThat(output.getOut()).doesNotContain("canary");
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThat(send("application/reports+json", "{").status()).isEqualTo(400);
        assertThat(send("application/json", "[]").status()).isEqualTo(415);
        assertThat(send("application/reports+json", "[" + " ".repeat(20_000) + "]")
                        .status())
                .isEqualTo(413);
        assertThat(browser.open("/csp-reports").status()).isEqualTo(405);
    }

    private Browser.Page send(String type, String body) {
        return Browser.page(browser.client()
                .post()
                .uri("/csp-reports")
                .header("Content-Type", type)
                .bodyValue(body));
    }

    private double count(String directive) {
        return meters.counter("koppelpunt.csp.violations", "directive", directive)
                .count();
    }
}
