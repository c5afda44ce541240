// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.koppelpunt.platform.test.Chromium;
import nl.koppelpunt.platform.test.TestPki;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stack against a broker that it did not start: a simulator with a name, an authority, keys and ports of its own,
 * that knows of the stack what any broker would, its metadata and its authority.
 */
@EnabledIfSystemProperty(named = "koppelpunt.full", matches = "true", disabledReason = "starts the stack once more")
class OtherBrokerJourneyTests {

    private static final Ports OURS = new Ports(1700);
    private static final Ports THEIRS = new Ports(1900);
    private static final Duration START = Duration.ofMinutes(6);
    private static final String ENTITY_ID = "urn:etoegang:HM:00000009999999990000:entities:0042";
    private static final DemoPerson PERSON = DemoPerson.ALL.getFirst();

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path REPOSITORY = TARGET.resolve("../../..").normalize();
    private static final Layout STACK = new Layout(TARGET.resolve("other-broker-stack"));
    private static final Layout BROKER = new Layout(TARGET.resolve("other-broker"));

    @BeforeAll
    static void wipe() {
        for (var layout : List.of(STACK, BROKER)) {
            new Leftovers(layout).stop();
            layout.wipe();
            layout.create();
        }
    }

    @Test
    @DisplayName("logs in and links at a broker that is not ours")
    void logsInAtABrokerThatIsNotOurs() throws Exception {
        // A broker must know the authority of its services before any of them calls.
        new KeyMaterial(new Secrets(STACK.keys(), new SecureRandom())).createOnce();
        var reports = new ArrayList<String>();
        try (var simulator = simulator()) {
            simulator.start();
            simulator.awaitHealthy(START);
            try (var stack = new RunningStack(settings(), reports::add);
                    var chromium = Chromium.launch()) {
                stack.start();
                assertThat(String.join("\n", reports))
                        .contains(ENTITY_ID, OURS.url(Program.GATEWAY) + "/eherkenning/metadata");
                assertThat(Files.readString(STACK.ownMetadata())).contains("SPSSODescriptor");
                try (var visitor = visitor(stack, chromium)) {
                    visitor.logsIn(PERSON).sees("eHerkenning koppelen aan account");
                    visitor.fillsInTheOldAccount(PERSON).press("Doorgaan").sees("Koppeling eHerkenning bevestigen");
                    visitor.fill("Pincode", visitor.mailedCode(PERSON.workEmail()))
                            .press("Bevestigen");
                    visitor.sees("Welkom bij MijnHelpdeskPO").reads(PERSON.institutionCode());
                }
            }
        }
    }

    private static Visitor visitor(RunningStack stack, Chromium chromium) throws Exception {
        var context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("nl-NL"));
        context.setDefaultTimeout(60_000);
        var screenshots = Files.createDirectories(TARGET.resolve("screenshots"));
        return new Visitor(context, stack, new PageInspection(screenshots), new HashMap<>());
    }

    private static Settings settings() {
        var broker = OtherBroker.of(Map.of(
                OtherBroker.METADATA,
                THEIRS.url(Program.SIMULATOR) + "/metadata",
                OtherBroker.AUTHORITY,
                BROKER.keys().resolve("ca.pem").toString(),
                OtherBroker.SIGNER,
                BROKER.keys().resolve("signing.pem").toString()));
        return new Settings(REPOSITORY, STACK.data(), OURS.offset(), false, broker, false, START, Map.of());
    }

    /** As somebody else would run one. */
    private static ChildProcess simulator() {
        var installation = new Installation(REPOSITORY, BROKER);
        installation.unpack(Program.SIMULATOR);
        var health = new Health(HttpClient.newHttpClient());
        return new ChildProcess(
                "broker",
                installation.command(Program.SIMULATOR),
                Map.of("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(simulatorSettings())),
                BROKER,
                () -> health.isUp(THEIRS.management(Program.SIMULATOR)));
    }

    private static Map<String, String> simulatorSettings() {
        var keys = new Secrets(BROKER.keys(), new SecureRandom());
        var authority = new TestPki("Another authority");
        var store = keys.file("broker.p12");
        var password = PrivateFiles.read(keys.passwordFile("broker"));
        var signing = authority.issue("Another broker");
        signing.writePkcs12(store, "signing", password);
        signing.writePem(keys.file("signing.pem"));
        authority.issue("Another back channel", "localhost").writePkcs12(store, "tls", password);
        authority.writePem(keys.file("ca.pem"));
        var settings = new LinkedHashMap<>(Map.of(
                "server.address", "127.0.0.1",
                "server.port", String.valueOf(THEIRS.of(Program.SIMULATOR)),
                "management.server.port", String.valueOf(THEIRS.management(Program.SIMULATOR)),
                "spring.mail.port", String.valueOf(OURS.smtp())));
        settings.put("simulator.base-url", THEIRS.url(Program.SIMULATOR));
        settings.put("simulator.soap-port", String.valueOf(THEIRS.brokerSoap()));
        settings.put("simulator.soap-url", "https://localhost:" + THEIRS.brokerSoap() + "/artifact");
        settings.put("simulator.entity-id", ENTITY_ID);
        settings.put("simulator.key-store", store.toString());
        settings.put(
                "simulator.key-store-password-file", keys.passwordFile("broker").toString());
        settings.put("simulator.soap-trust-file", STACK.keys().resolve("ca.pem").toString());
        settings.put("simulator.dv-metadata", OURS.url(Program.GATEWAY) + "/eherkenning/metadata");
        settings.put("simulator.service-url", OURS.url(Program.GATEWAY));
        ProgramSettings.demoPeople(settings);
        return settings;
    }
}
