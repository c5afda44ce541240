// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.koppelpunt.compose.ComposeFile.Service;
import nl.koppelpunt.local.ContainerSecrets;
import nl.koppelpunt.platform.test.ContainerImage;
import nl.koppelpunt.platform.test.LocalKafka;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeFileTests {

    /** What may be reached from this machine, and nothing from another one. */
    private static final Map<String, List<Integer>> PUBLISHED = Map.of(
            "gateway", List.of(8080, 9080),
            "identity-link-service", List.of(9081),
            "account-service", List.of(9082),
            "pin-service", List.of(9083),
            "notification-service", List.of(9084),
            "broker-simulator", List.of(8090, 9090),
            "mail", List.of(8025, 2525),
            "keycloak", List.of(8180),
            "postgresql", List.of(15432),
            "kafka", List.of(19092));

    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+(\\.\\d+)+(-SNAPSHOT)?");
    private static final Pattern PUBLISHING = Pattern.compile("127\\.0\\.0\\.1:(\\d+):\\d+");
    private static final Pattern MOUNT = Pattern.compile("/run/secrets/([A-Za-z0-9._-]+)");

    private static final ComposeFile COMPOSE = ComposeFile.read();

    @TempDir
    private static Path generated;

    @BeforeAll
    static void generate() {
        ContainerSecrets.create(generated.resolve("secrets"));
    }

    static Stream<Service> services() {
        return COMPOSE.services().values().stream();
    }

    static Stream<Service> programs() {
        return COMPOSE.programs().stream();
    }

    @Test
    void everyProgramIsInIt() {
        assertThat(programs().map(Service::name)).containsExactlyInAnyOrderElementsOf(Repository.PROGRAMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyImageIsPinned(Service service) {
        assertThat(service.image()).matches(PINNED);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theImageOfAProgramIsTheOneThatIsBuilt(Service program) {
        assertThat(program.image()).isEqualTo("koppelpunt/" + program.name() + ":" + Repository.VERSION);
    }

    @Test
    void testsRunOnTheSameServers() {
        assertThat(COMPOSE.service("postgresql").image()).isEqualTo(ContainerImage.POSTGRESQL.pinned());
        assertThat(COMPOSE.service("kafka").image()).isEqualTo(ContainerImage.KAFKA.pinned());
    }

    /** S-106: the first without its known holes. */
    @Test
    void keycloakIsNotOlderThanItsFixes() {
        var version = COMPOSE.service("keycloak").image().replaceFirst(".*:", "");
        assertThat(Version.parse(version)).isGreaterThanOrEqualTo(Version.parse("26.7.5"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void onlyThisMachineReachesWhatIsPublished(Service service) {
        assertThat(service.ports()).allSatisfy(port -> assertThat(port).matches(PUBLISHING));
        assertThat(service.ports().stream()
                        .map(port -> PUBLISHING.matcher(port).replaceFirst("$1"))
                        .map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(PUBLISHED.get(service.name()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void noContainerCanGainRights(Service service) {
        assertThat(service.list("cap_drop")).containsExactly("ALL");
        assertThat(service.list("cap_add")).isEmpty();
        assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.content().propertyNames())
                .doesNotContain("privileged", "network_mode", "pid", "ipc", "devices");
    }

    @ParameterizedTest
    @MethodSource("services")
    void noContainerCanEatTheMachine(Service service) {
        assertThat(service.content().propertyNames()).contains("mem_limit", "pids_limit", "logging");
    }

    /** Kafka and Keycloak write their configuration into their own folders when they start. */
    @ParameterizedTest
    @MethodSource("services")
    void theFileSystemIsReadOnly(Service service) {
        var writes = Set.of("kafka", "keycloak").contains(service.name());
        assertThat(service.content().path("read_only").asBoolean(false)).isEqualTo(!writes);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsCheckedAndWaitedForUntilHealthy(Service service) {
        assertThat(service.healthCheck().getFirst()).isEqualTo("CMD");
        assertThat(service.waitsFor())
                .allSatisfy((other, condition) -> assertThat(condition).isEqualTo("service_healthy"));
        assertThat(COMPOSE.services().keySet()).containsAll(service.waitsFor().keySet());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programsStartOnlyWhenAskedFor(Service program) {
        assertThat(program.list("profiles")).containsExactly("apps");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aNameIsOnlyUsedWhereItCanBeReached(Service service) {
        assertThat(COMPOSE.services().values())
                .filteredOn(other -> service.environment().values().stream()
                        .anyMatch(value ->
                                value.matches("(.*[/@]|)" + other.name() + ":\\d.*") || value.equals(other.name())))
                .allSatisfy(other ->
                        assertThat(other.networks()).as(other.name()).containsAnyElementsOf(service.networks()));
    }

    @Test
    void onlyWhoKeepsDataThereReachesTheDatabases() {
        assertThat(services()
                        .filter(service -> service.networks().contains("databases"))
                        .map(Service::name))
                .containsExactlyInAnyOrder(
                        "postgresql",
                        "keycloak",
                        "identity-link-service",
                        "account-service",
                        "pin-service",
                        "notification-service");
    }

    @Test
    void kafkaFollowsTheRulesOfTheLocalStack() {
        var environment = COMPOSE.service("kafka").environment();
        LocalKafka.RULES.forEach((name, value) -> assertThat(environment)
                .containsEntry("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    }

    @Test
    void everyDatabaseOfAProgramIsMadeWithAPasswordOfItsOwn() throws Exception {
        var script = Repository.read("deploy/compose/databases.sh");
        var names = Pattern.compile("for name in ([a-z_ ]+);").matcher(script);
        assertThat(names.find()).isTrue();
        var made = Set.of(names.group(1).split(" "));

        assertThat(COMPOSE.service("postgresql").secrets().keySet())
                .containsAll(made.stream()
                        .map(name -> "postgresql-" + name + ".password")
                        .toList());
        assertThat(programs().filter(program -> program.networks().contains("databases")))
                .allSatisfy(program -> {
                    var owner = program.environment().get("SPRING_R2DBC_USERNAME");
                    assertThat(made).contains(owner);
                    assertThat(program.environment())
                            .containsEntry("SPRING_FLYWAY_USER", owner)
                            .containsEntry("SPRING_R2DBC_URL", "r2dbc:postgresql://postgresql:5432/" + owner)
                            .containsEntry("SPRING_FLYWAY_URL", "jdbc:postgresql://postgresql:5432/" + owner);
                    assertThat(program.secrets())
                            .containsEntry("spring.r2dbc.password", "postgresql-" + owner + ".password")
                            .containsEntry("spring.flyway.password", "postgresql-" + owner + ".password");
                });
        assertThat(Files.isExecutable(Repository.ROOT.resolve("deploy/compose/databases.sh")))
                .isTrue();
    }

    @Test
    void theCommandMakesEverySecretAndNoOther() throws Exception {
        var made = new TreeSet<String>();
        try (var files = Files.list(generated.resolve("secrets"))) {
            files.forEach(file -> made.add(file.getFileName().toString()));
        }
        // These say something of the folder.
        made.removeAll(Set.of("complete", "koppelpunt"));

        assertThat(COMPOSE.secrets().keySet()).containsExactlyInAnyOrderElementsOf(made);
        assertThat(COMPOSE.secrets())
                .allSatisfy((name, file) -> assertThat(file).isEqualTo(Path.of("./deploy/compose/.secrets", name)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everySecretThatIsNamedIsMounted(Service service) {
        var text = service.content().toString();
        var named = MOUNT.matcher(text).results().map(match -> match.group(1)).toList();

        assertThat(service.secrets().keySet()).containsAll(named);
        assertThat(COMPOSE.secrets().keySet()).containsAll(service.secrets().values());
    }

    /** Nobody holds a key that is of no use to it. */
    @ParameterizedTest
    @MethodSource("services")
    void everySecretThatIsMountedIsNamed(Service service) {
        var text = service.content().toString() + Repository.read("deploy/compose/databases.sh");
        assertThat(service.secrets().keySet())
                .filteredOn(target -> !target.startsWith("spring.") && !target.startsWith("postgresql-"))
                .allSatisfy(target -> assertThat(text).contains("/run/secrets/" + target));
    }

    /** S-148: what is secret is in a file, and the file is nowhere in the source. */
    @ParameterizedTest
    @MethodSource("services")
    void noSecretStandsInTheFile(Service service) {
        assertThat(service.environment()).allSatisfy((name, value) -> {
            if (name.matches(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL|KEY|KEYS)(_?FILE)?$") && !name.contains("ALIAS")) {
                assertThat(value).as(name).startsWith("/run/secrets/");
            }
            assertThat(value).as(name).doesNotContainPattern("://[^/]*:[^/]*@");
        });
        assertThat(Repository.read(".gitignore")).contains("deploy/compose/.secrets/");
    }
}
