// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.Chromium;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole product, started as a person starts it, walked through with a browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginJourneyTests {

    private static final int PORT_OFFSET = 1500;
    private static final Duration START = Duration.ofMinutes(6);
    /** What is shorter, is a setting rather than a secret. */
    private static final int SECRET_LENGTH = 16;

    private static final DemoPerson A = DemoPerson.ALL.get(0);
    private static final DemoPerson B = DemoPerson.ALL.get(1);
    private static final DemoPerson C = DemoPerson.ALL.get(2);
    private static final DemoPerson D = DemoPerson.ALL.get(3);
    private static final DemoPerson E = DemoPerson.ALL.get(4);

    /** Everything is written down that a developer in search of a fault would have written down. */
    private static final Map<String, String> TALKATIVE = Stream.of(
                    "nl.koppelpunt",
                    "org.springframework.web",
                    "org.springframework.http",
                    "org.springframework.mail",
                    "org.springframework.kafka",
                    "org.springframework.security",
                    "org.springframework.cloud.gateway",
                    "org.thymeleaf",
                    "reactor.netty",
                    "io.r2dbc.postgresql.PARAM",
                    "io.r2dbc.postgresql.QUERY")
            .collect(Collectors.toMap(logger -> "logging.level." + logger, _ -> "TRACE"));

    private static final List<Program> SERVICES =
            List.of(Program.GATEWAY, Program.IDENTITY_LINK, Program.ACCOUNT, Program.PIN, Program.NOTIFICATION);

    private static final int LINKS_UNDER_FIRE = 9;
    private static final int KILLINGS = 2;
    private static final Duration UNDER_FIRE = Duration.ofMinutes(6);

    private static final List<String> PINS = new ArrayList<>();
    private static final Map<String, Set<String>> COOKIES = new HashMap<>();

    @AutoClose
    private static SpanCollector collector;

    @AutoClose
    private static RunningStack stack;

    @AutoClose
    private static Chromium chromium;

    private static PageInspection inspection;

    private static SchoolCrowd crowd;

    @BeforeAll
    static void start() throws IOException {
        // The mail server says so on a thread of its own when a mail breaks off because its sender is killed.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        var target = Path.of("target").toAbsolutePath();
        var screenshots = Files.createDirectories(target.resolve("screenshots"));
        inspection = new PageInspection(screenshots);
        chromium = Chromium.launch();
        var repository = target.resolve("../../..").normalize();
        crowd = new SchoolCrowd(repository.resolve("account-service/src/test/resources/duo"), LINKS_UNDER_FIRE);
        var properties = new HashMap<>(TALKATIVE);
        properties.putAll(crowd.settings());
        collector = new SpanCollector();
        properties.putAll(collector.settings());
        var settings =
                new Settings(repository, target.resolve("stack"), PORT_OFFSET, true, null, false, START, properties);
        stack = new RunningStack(settings, System.out::println);
        stack.start();
    }

    private static Visitor visitor() {
        return visitor(new Browser.NewContextOptions());
    }

    private static Visitor visitorWithoutJavaScript() {
        return visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private static Visitor visitor(Browser.NewContextOptions options) {
        var context = chromium.browser().newContext(options.setLocale("nl-NL"));
        context.setDefaultTimeout(60_000);
        return new Visitor(context, stack, inspection, COOKIES);
    }

    private static String pinFor(Visitor visitor, DemoPerson person) {
        var pin = visitor.mailedCode(person.workEmail());
        PINS.add(pin);
        return pin;
    }

    @Test
    @Order(1)
    @DisplayName("J1, J7, J3: links once with username and password, logs out, and then goes straight in")
    void linksOnceWithUsernameAndPasswordAndThenGoesStraightIn() {
        try (var visitor = visitor()) {
            visitor.open("/");
            visitor.sees("Inloggen MijnHelpdeskPO").inspect("start");
            visitor.goesToTheBroker().inspect("broker-supplier");
            visitor.choosesASupplier().inspect("supplier-password");
            visitor.typesThePassword(A).press("Inloggen").sees("Code invoeren").inspect("supplier-code");
            visitor.entersTheSuppliersCode(A);
            visitor.sees("eHerkenning koppelen aan account").isAt("/koppelen").inspect("link");
            visitor.fillsInTheOldAccount(A).press("Doorgaan");
            visitor.sees("Koppeling eHerkenning bevestigen")
                    .isAt("/koppelen/pincode")
                    .inspect("pin");
            visitor.fill("Pincode", pinFor(visitor, A)).press("Bevestigen");
            visitor.sees("Welkom bij MijnHelpdeskPO")
                    .isAt("/mijn")
                    .reads(A.institutionCode())
                    .inspect("home");
            visitor.logsOut().isAt("/uitgelogd").inspect("logged-out");
            visitor.open("/mijn");
            assertThat(visitor.page().locator("main").innerText()).doesNotContain(A.institutionCode());
            visitor.logsIn(A).sees("Welkom bij MijnHelpdeskPO").isAt("/mijn").reads(A.institutionCode());
        }
        await().atMost(START)
                .untilAsserted(() -> assertThat(mailsTo(A.workEmail())).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    @Order(2)
    @DisplayName("J2, in English: links with an activation code, and every page and the mail are English")
    void linksWithAnActivationCodeInEnglish() throws IOException {
        try (var visitor = visitor()) {
            visitor.open("/");
            visitor.sees("Inloggen MijnHelpdeskPO").follow("English");
            visitor.sees("Log in to MijnHelpdeskPO").inspect("start-english");
            visitor.followExactly("Log in with eHerkenning").sees("Inloggen met eHerkenning");
            visitor.choosesASupplier().typesThePassword(C).press("Inloggen").sees("Code invoeren");
            visitor.entersTheSuppliersCode(C).sees("Link eHerkenning to your account");
            visitor.follow("Then use your activation code.").sees("Link eHerkenning to your account");
            visitor.inspect("link-with-code-english");
            visitor.fill("Email", C.workEmail())
                    .fill("Activation code", activationCode(C))
                    .press("Continue");
            visitor.sees("Confirm the link with eHerkenning").inspect("pin-english");
            visitor.fill("PIN", pinFor(visitor, C)).press("Confirm");
            visitor.sees("Welcome to MijnHelpdeskPO").isAt("/mijn").reads(C.institutionCode());
            visitor.inspect("home-english");
            visitor.open("/portal/");
            visitor.sees("Welcome to the sample portal").reads(C.institutionCode());
        }
        assertThat(mailsTo(C.workEmail()))
                .anySatisfy(mail -> assertThat(mail.subject()).isEqualTo("Your PIN for MijnHelpdeskPO"))
                .allSatisfy(mail -> assertThat(mail.text())
                        .contains("Dear Sir or Madam")
                        .doesNotContain("Pincode", "pincode", "gekoppeld"));
    }

    @Test
    @Order(2)
    @DisplayName(
            "the portal behind the gateway is reached through the login, sees who came in, and no more after log-out")
    void thePortalApplicationSeesWhoCameIn() {
        try (var visitor = visitor()) {
            visitor.open("/portal/");
            visitor.sees("Inloggen met eHerkenning")
                    .choosesASupplier()
                    .typesThePassword(A)
                    .press("Inloggen");
            visitor.sees("Code invoeren").entersTheSuppliersCode(A);
            visitor.sees("Welkom in het voorbeeldportaal")
                    .isAt("/portal/")
                    .reads(A.institutionCode())
                    .reads(A.organisation())
                    .reads("niveau 3")
                    .inspect("sample-portal");
            visitor.follow(A.institutionCode()).sees(A.organisation()).inspect("sample-portal-institution");
            visitor.open("/portal/instellingen/" + B.institutionCode());
            visitor.sees("Deze pagina is er niet").inspect("sample-portal-not-found");
            visitor.follow("Naar uw gegevens en uitloggen").sees("Welkom bij MijnHelpdeskPO");
            visitor.logsOut().open("/portal/");
            visitor.sees("Inloggen met eHerkenning");
        }
    }

    @Test
    @Order(2)
    @DisplayName("everything listens on 127.0.0.1 alone, where 127.0.0.2 finds nobody")
    void nothingListensBeyondTheLoopbackAddress() {
        assertThat(stack.ports().all(List.of(Program.values()))).allSatisfy((name, port) -> {
            assertThat(answers("127.0.0.1", port)).isTrue();
            assertThat(answers("127.0.0.2", port)).isFalse();
        });
    }

    private static boolean answers(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    @Order(3)
    @DisplayName("J6: cancelling at the broker is a page with a way on")
    void cancellingAtTheBrokerIsAPageWithAWayOn() {
        try (var visitor = visitor()) {
            visitor.goesToTheBroker().press("Annuleren");
            assertThat(failureReason(visitor)).isEqualTo("geannuleerd");
            visitor.inspect("cancelled");
        }
    }

    @Test
    @Order(4)
    @DisplayName("J6: a level that is too low is refused and said")
    void aLevelTooLowIsRefused() {
        try (var visitor = visitor()) {
            visitor.goesToTheBroker().choosesASupplier().typesThePassword(B);
            visitor.field("Betrouwbaarheidsniveau").selectOption("LOA2PLUS");
            visitor.press("Inloggen").sees("Code invoeren").entersTheSuppliersCode(B);
            assertThat(failureReason(visitor)).isEqualTo("niveau-te-laag");
            visitor.inspect("level-too-low");
        }
    }

    @Test
    @Order(5)
    @DisplayName("J6: no mandate for this service is said")
    void aMissingMandateIsSaid() {
        try (var visitor = visitor()) {
            visitor.goesToTheBroker().choosesASupplier().typesThePassword(B);
            visitor.page().getByLabel("Geen machtiging voor deze dienst").check();
            visitor.press("Inloggen").sees("Code invoeren").entersTheSuppliersCode(B);
            assertThat(failureReason(visitor)).isEqualTo("geen-toegang");
            visitor.inspect("no-mandate");
        }
    }

    @Test
    @Order(6)
    @DisplayName("J6, S-057: wrong credentials have one text, wrong PINs cost attempts, and the right ones still link")
    void mistakesAreToldAndCanBePutRight() {
        try (var visitor = visitor()) {
            visitor.logsIn(B).sees("eHerkenning koppelen aan account");
            visitor.press("Doorgaan").sees("eHerkenning koppelen aan account").inspect("link-empty");
            visitor.fillsInTheOldAccount(B)
                    .fill("Wachtwoord", "verkeerd-wachtwoord")
                    .press("Doorgaan");
            visitor.sees("eHerkenning koppelen aan account").inspect("link-refused");
            var wrongPassword = visitor.page().locator("#fouten").locator("..").innerText();
            visitor.fillsInTheOldAccount(B).fill("Gebruikersnaam", "niemand").press("Doorgaan");
            visitor.sees("eHerkenning koppelen aan account");
            assertThat(visitor.page().locator("#fouten").locator("..").innerText())
                    .isEqualTo(wrongPassword);
            visitor.fillsInTheOldAccount(B).press("Doorgaan").sees("Koppeling eHerkenning bevestigen");
            var pin = pinFor(visitor, B);
            visitor.fill("Pincode", other(pin)).press("Bevestigen").sees("Koppeling eHerkenning bevestigen");
            visitor.reads("2").inspect("pin-refused");
            visitor.fill("Pincode", pin)
                    .press("Bevestigen")
                    .sees("Welkom bij MijnHelpdeskPO")
                    .isAt("/mijn");
        }
    }

    @Test
    @Order(7)
    @DisplayName("J1, J3 without JavaScript: every step has a button")
    void linksAndLogsInWithoutJavaScript() {
        try (var visitor = visitorWithoutJavaScript()) {
            logsInWithoutJavaScript(visitor, E).sees("eHerkenning koppelen aan account");
            visitor.fillsInTheOldAccount(E).press("Doorgaan").sees("Koppeling eHerkenning bevestigen");
            visitor.fill("Pincode", pinFor(visitor, E)).press("Bevestigen");
            visitor.sees("Welkom bij MijnHelpdeskPO").reads(E.institutionCode());
        }
        try (var visitor = visitorWithoutJavaScript()) {
            logsInWithoutJavaScript(visitor, E).sees("Welkom bij MijnHelpdeskPO");
        }
    }

    private static Visitor logsInWithoutJavaScript(Visitor visitor, DemoPerson person) {
        visitor.open("/eherkenning/login?returnTo=/mijn");
        if (visitor.page().url().contains("/eherkenning/login")) {
            visitor.page().locator("button").click();
        }
        visitor.sees("Inloggen met eHerkenning")
                .choosesASupplier()
                .typesThePassword(person)
                .press("Inloggen");
        return visitor.sees("Code invoeren").entersTheSuppliersCode(person);
    }

    @Test
    @Order(8)
    @DisplayName("kill -9 of every program between two steps heals, or is said plainly and then heals")
    void killingAnyProgramBetweenTwoStepsHeals() {
        try (var visitor = visitor()) {
            visitor.open("/");
            killAndAwaitHealing(stack.program(Program.GATEWAY), stack.program(Program.SIMULATOR));
            visitor.goesToTheBroker().choosesASupplier().typesThePassword(D).press("Inloggen");
            visitor.sees("Code invoeren");
            killAndAwaitHealing(stack.program(Program.IDENTITY_LINK));
            visitor.entersTheSuppliersCode(D).sees("eHerkenning koppelen aan account");
            killAndAwaitHealing(stack.program(Program.GATEWAY));

            stack.program(Program.NOTIFICATION).kill();
            stack.kafka().kill();
            stack.program(Program.ACCOUNT).kill();
            visitor.fillsInTheOldAccount(D).press("Doorgaan");
            if (!arrivedAt(visitor, "Koppeling eHerkenning bevestigen")) {
                visitor.inspect("account-service-away");
                awaitHealing(stack.program(Program.ACCOUNT));
                visitor.open("/koppelen");
                visitor.fillsInTheOldAccount(D).press("Doorgaan");
            }
            visitor.sees("Koppeling eHerkenning bevestigen");
            awaitHealing(stack.kafka(), stack.program(Program.NOTIFICATION), stack.program(Program.ACCOUNT));
            var pin = pinFor(visitor, D);

            stack.program(Program.PIN).kill();
            visitor.fill("Pincode", pin).press("Bevestigen");
            if (!arrivedAt(visitor, "Welkom bij MijnHelpdeskPO")) {
                visitor.inspect("pin-service-away");
                awaitHealing(stack.program(Program.PIN));
                visitor.open("/koppelen/pincode");
                visitor.fill("Pincode", pin).press("Bevestigen");
            }
            visitor.sees("Welkom bij MijnHelpdeskPO").isAt("/mijn");

            killAndAwaitHealing(stack.program(Program.GATEWAY), stack.program(Program.IDENTITY_LINK));
            visitor.open("/mijn");
            visitor.sees("Welkom bij MijnHelpdeskPO").reads(D.institutionCode());

            var server = stack.database().postmaster().orElseThrow();
            server.destroyForcibly();
            await().atMost(START).until(() -> !server.isAlive());
            await().atMost(START).until(() -> {
                visitor.open("/mijn");
                return arrivedAt(visitor, "Welkom bij MijnHelpdeskPO");
            });
            visitor.reads(D.institutionCode());
        }
    }

    @Test
    @Order(8)
    @DisplayName("kill -9 of the broker in the middle of a login is said there, with a way back to the portal")
    void killingTheBrokerInTheMiddleOfALoginIsSaidWithAWayBack() {
        try (var visitor = visitor()) {
            visitor.goesToTheBroker().choosesASupplier().typesThePassword(B).press("Inloggen");
            visitor.sees("Code invoeren");
            killAndAwaitHealing(stack.program(Program.SIMULATOR));
            visitor.entersTheSuppliersCode(B)
                    .sees("Deze pagina is verlopen")
                    .inspect("broker-expired")
                    .follow("Terug naar de dienst")
                    .sees("Inloggen MijnHelpdeskPO");
            visitor.logsIn(B).sees("Welkom bij MijnHelpdeskPO").isAt("/mijn");
        }
    }

    @Test
    @Order(8)
    @DisplayName("S-112, S-113, S-114: links = facts = deliveries, whatever is killed while a crowd links")
    void nothingIsLostOrDoubledWhileACrowdLinksAndProgramsDie() throws Exception {
        crowd.becomeKnown(stack.accounts());
        PINS.addAll(new LandscapeFaults(stack, crowd, KILLINGS).run(UNDER_FIRE));
    }

    @Test
    @Order(8)
    @DisplayName("status, logs and restart look after what runs, and bring back what was killed")
    void theCommandsLookAfterWhatRuns(@TempDir Path folder) throws Exception {
        var scripts = new Scripts(folder);
        var commands = scripts.builtCheckout().resolve("deploy/local");
        var environment = Map.of("KOPPELPUNT_DATA", stack.layout().data().toString());
        Scripts.installLauncher(stack.layout().data());

        stack.program(Program.PIN).kill();
        assertThat(scripts.run(commands.resolve("restart"), environment, "pin-service"))
                .matches(answer -> answer.code() == 0, "restarted")
                .extracting(Scripts.Answer::text)
                .asString()
                .startsWith("pin-service is healthy again");
        var status = scripts.run(commands.resolve("status"), environment);
        assertThat(status.text())
                .containsPattern("pin-service +healthy +\\d+ .* 0 +9583, 10583")
                .containsPattern("postgresql +healthy")
                .containsPattern("kafka +healthy");
        assertThat(status.code()).isZero();
        assertThat(scripts.run(commands.resolve("logs"), environment, "pin-service", "--lines", "5")
                        .text())
                .containsPattern("(?m)^[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3} [A-Z]+ ");
    }

    @ParameterizedTest
    @Order(9)
    @CsvSource({
        "/toelichting,explanation",
        "/wachtwoord-vergeten,password-forgotten",
        "/toegankelijkheid,accessibility",
        "/uitgelogd,logged-out-again",
        "/nergens,not-found"
    })
    void thePagesForEveryoneHold(String path, String name) {
        try (var visitor = visitor()) {
            visitor.open(path);
            visitor.inspect(name);
        }
    }

    @ParameterizedTest
    @Order(10)
    @ValueSource(strings = {"geannuleerd", "niveau-te-laag", "geen-toegang", "te-laat", "ongeldig", "storing"})
    void everyFailureHasAPageWithAWayOn(String reason) {
        try (var visitor = visitor()) {
            visitor.open("/inloggen/mislukt?reden=" + reason + "&referentie=ABCDEFGH");
            visitor.inspect("failed-" + reason);
            assertThat(visitor.page().locator("main a[href]").count()).isPositive();
        }
    }

    @Test
    @Order(11)
    @DisplayName("S-053, S-131: a mailed PIN, and every other secret, is in no log, span, topic, table or metric")
    void noSecretIsWrittenDownAnywhere() throws Exception {
        var canary = new Canary(stack);
        assertThat(PINS).as("PINs that were mailed").hasSizeGreaterThanOrEqualTo(5);
        assertThat(COOKIES).as("cookies").containsKeys("session", "saml");
        assertThat(canary.events()).as("events to look through").isNotEmpty();
        assertThat(canary.rows()).as("rows to look through").anyMatch(row -> row.contains(A.institutionCode()));
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(canary.logs())
                    .as("logs to look through")
                    .anySatisfy(log ->
                            assertThat(log).hasFileName(service.id() + ".log").isNotEmptyFile());
            assertThat(collector.spans())
                    .as("spans to look through")
                    .anyMatch(span -> span.contains('"' + service.id() + '"'));
        });
        assertThat(canary.traces(secrets(), collector.spans()))
                .as("traces of secrets")
                .isEmpty();
    }

    private static List<String> secrets() throws IOException {
        var oldPasswords = DemoPerson.ALL.stream()
                .map(DemoPerson::account)
                .filter(Objects::nonNull)
                .map(DemoPerson.Account::password);
        var others = Stream.of(activationCode(C));
        var cookies = COOKIES.values().stream().flatMap(Set::stream).filter(value -> value.length() >= SECRET_LENGTH);
        return Stream.of(PINS.stream(), cookies, oldPasswords, others)
                .flatMap(secrets -> secrets)
                .toList();
    }

    @Test
    @Order(12)
    @DisplayName("the trace of a request goes on with the event that it made")
    void traceOfARequestGoesOnWithItsEvent() {
        assertThat(new Canary(stack).events())
                .filteredOn(event -> new String(
                                event.headers().lastHeader("ce_type").value(), US_ASCII)
                        .equals("nl.koppelpunt.pins.pin-issued.v1"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(event ->
                        assertThat(event.headers().lastHeader("traceparent")).isNotNull());
    }

    @Test
    @Order(13)
    @DisplayName("S-055, S-075: no subject holds a PIN, and the representative on record hears of the link")
    void mailsTellWhatHappenedAndKeepThePinOutOfTheirSubjects() {
        assertThat(stack.mails().mails())
                .allSatisfy(mail -> assertThat(mail.subject()).doesNotContain(PINS));
        assertThat(mailsTo("gemachtigde." + A.institutionCode()))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.text()).doesNotContain(PINS));
    }

    @Test
    @Order(14)
    @DisplayName("S-149: who finds a hole knows whom to tell")
    void securityTxtNamesAContact() {
        try (var visitor = visitor()) {
            visitor.open("/.well-known/security.txt");
            assertThat(visitor.page().content()).contains("Contact: mailto:", "Expires: ");
        }
    }

    private static List<Mail> mailsTo(String address) {
        return stack.mails().mails().stream()
                .filter(mail -> mail.to().contains(address))
                .toList();
    }

    private static String activationCode(DemoPerson person) throws IOException {
        var code = Pattern.compile("\"" + person.username() + "\":\"([^\"]+)\"")
                .matcher(Files.readString(stack.layout().demo()));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static String failureReason(Visitor visitor) {
        visitor.page().waitForURL(Pattern.compile(".*/inloggen/mislukt.*"));
        var reason = Pattern.compile("reden=([a-z-]+)").matcher(visitor.page().url());
        return reason.find() ? reason.group(1) : "";
    }

    /** Whether the person is there; if not, the page says in plain words to try again and shows no internals. */
    private static boolean arrivedAt(Visitor visitor, String heading) {
        if (visitor.page().locator("h1").innerText().equals(heading)) {
            return true;
        }
        assertThat(visitor.page().locator("main").innerText())
                .doesNotContain("Exception", "Whitelabel", "Internal Server Error")
                .containsAnyOf("opnieuw", "nog een keer", "even niet");
        return false;
    }

    private static void killAndAwaitHealing(ChildProcess... processes) {
        for (var process : processes) {
            process.kill();
        }
        awaitHealing(processes);
    }

    private static void awaitHealing(ChildProcess... processes) {
        for (var process : processes) {
            await().atMost(START).until(process::isHealthy);
        }
    }

    private static String other(String pin) {
        return pin.equals("000000") ? "000001" : "000000";
    }
}
