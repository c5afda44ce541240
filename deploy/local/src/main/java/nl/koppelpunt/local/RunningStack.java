// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts everything in order, keeps it running, and stops everything in the opposite order. */
final class RunningStack implements AutoCloseable {

    private static final Duration KAFKA_START = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Settings settings;
    private final Consumer<String> report;
    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private final HttpClient http;
    private final MailServer mails;
    private final Supervisor supervisor;
    private final StackControl control;
    private final Programs programs;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closing;
    private @Nullable Database database;
    private @Nullable ChildProcess kafka;
    private @Nullable AccountsApi accounts;

    RunningStack(Settings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
        this.layout = new Layout(settings.data());
        this.ports = new Ports(settings.portOffset());
        this.secrets = new Secrets(layout.keys(), new SecureRandom());
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        this.mails = new MailServer(ports.smtp());
        this.supervisor = new Supervisor(CLOCK, report);
        this.control = new StackControl(settings.programs(), ports, supervisor);
        this.programs = new Programs(layout, ports, new Health(http), supervisor, control);
    }

    void start() {
        var begun = System.nanoTime();
        prepare();
        var keys = new KeyMaterial(secrets);
        keys.createOnce();
        report.accept("Starting PostgreSQL, Kafka and SMTP ...");
        var broker = open(KafkaProcess.of(layout, ports));
        kafka = broker;
        control.add(broker, () -> {});
        broker.start();
        var server = open(new Database(layout, ports, secrets));
        database = server;
        control.add(server, () -> {});
        server.start();
        mails.start();
        open(mails);
        open(new MailPage(mails, ports.mailPage())).start();
        var staff = open(new StaffTokenIssuer(ports.staffIssuer(), CLOCK));
        staff.start();
        broker.awaitHealthy(KAFKA_START);
        report.accept("Starting the programs ...");
        open(programs);
        var installation = new Installation(settings.repository(), layout);
        var programSettings =
                new ProgramSettings(ports, secrets, keys, staff, settings.broker(), settings.properties());
        programs.start(settings.programs(), installation, programSettings, settings.startTimeout());
        supervisor.watch(broker);
        supervisor.watch(server);
        control.ready();
        accounts = new AccountsApi(
                http, ports.url(Program.ACCOUNT), () -> staff.machineToken("accounts:import", "accounts:issue-codes"));
        var loaded = loadDemoData(accounts);
        var duration = Duration.ofNanos(System.nanoTime() - begun);
        report.accept(welcome(loaded, duration));
        PrivateFiles.write(layout.readyFile(), CLOCK.instant().toString());
        if (settings.prepareNextStart()) {
            open(new StartCaches(settings.programs(), installation, programSettings, layout))
                    .begin();
        }
    }

    private String welcome(DemoData.Loaded loaded, Duration duration) {
        var welcome = new Welcome(ports, layout, loaded.activationCodes(), duration);
        var broker = settings.broker();
        if (broker == null) {
            return welcome.text();
        }
        new OwnMetadata(http, ports).save(layout.ownMetadata());
        return welcome.text(broker);
    }

    private void prepare() {
        var leftovers = new Leftovers(layout);
        leftovers.launcher().ifPresent(launcher -> {
            throw new StartFailure(
                    "The stack already runs (process " + launcher.pid() + "); deploy/local/down stops it.");
        });
        if (leftovers.stop()) {
            report.accept("Stopped what an earlier run had left behind.");
        }
        if (settings.clean()) {
            layout.wipe();
        }
        ports.requireFree(settings.programs());
        layout.create();
        layout.rotateLogs();
        open(this::removeRunFiles);
        new PidFile(layout.launcherPidFile()).write(ProcessHandle.current());
        open(new ControlServer(layout.controlFile(), secrets.token(), control::states, control::restart))
                .start();
    }

    private DemoData.Loaded loadDemoData(AccountsApi accounts) {
        var duoFolder = settings.repository().resolve("account-service/src/test/resources/duo");
        if (!Files.exists(layout.demo())) {
            report.accept("Loading the demo data ...");
        }
        return new DemoData(accounts, duoFolder, layout.demo(), secrets.random()).loadOnce();
    }

    /** Remembers what to close; a stack that is being stopped opens nothing any more. */
    private synchronized <T extends AutoCloseable> T open(T resource) {
        if (closing) {
            close(resource);
            throw new StartFailure("The stack was stopped while it started.");
        }
        opened.push(resource);
        return resource;
    }

    Ports ports() {
        return ports;
    }

    Layout layout() {
        return layout;
    }

    MailServer mails() {
        return mails;
    }

    ChildProcess program(Program program) {
        return programs.get(program);
    }

    ChildProcess kafka() {
        return Objects.requireNonNull(kafka, "not started");
    }

    Database database() {
        return Objects.requireNonNull(database, "not started");
    }

    AccountsApi accounts() {
        return Objects.requireNonNull(accounts, "not started");
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            if (opened.isEmpty()) {
                return;
            }
        }
        report.accept("Stopping ...");
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
        report.accept("Stopped.");
    }

    private void removeRunFiles() {
        Layout.delete(layout.readyFile());
        Layout.delete(layout.launcherPidFile());
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            report.accept("While stopping: " + e.getMessage());
        }
    }
}
