// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PlaceholderResolutionException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Why a start failed, where a setting or what it points at is to blame. */
final class StartFault {

    private static final String FLYWAY_URL = "spring.flyway.url";
    private static final String R2DBC_URL = "spring.r2dbc.url";
    private static final String BAD_PASSWORD = "28";
    private static final String NO_SUCH_DATABASE = "3D";

    private final ConfigurableEnvironment environment;

    StartFault(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Empty for a failure that is not about settings. */
    List<WrongSetting> of(Throwable failure) {
        var bound = new CollectedFaults();
        bound.add(failure);
        if (!bound.wrong().isEmpty()) {
            return bound.wrong();
        }
        return causes(failure)
                .map(this::known)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .or(() -> file(failure).or(() -> database(failure)).map(List::of))
                .orElseGet(List::of);
    }

    private List<WrongSetting> known(Throwable cause) {
        return switch (cause) {
            case WrongSettingsException it -> it.wrong();
            case InvalidConfigurationPropertyValueException it ->
                List.of(new WrongSetting(it.getName(), reason(it.getReason())));
            case PlaceholderResolutionException it ->
                List.of(new WrongSetting(it.getPlaceholder(), WrongSetting.MISSING));
            case PortInUseException it -> List.of(port(it.getPort()));
            case SQLException it -> List.of(database(String.valueOf(it.getSQLState())));
            case ConfigDataNotFoundException it ->
                List.of(new WrongSetting(
                        "spring.config.import", "names " + it.getReferenceDescription() + ", which does not exist"));
            case MarkedYAMLException it -> List.of(new WrongSetting("a YAML file of settings", yaml(it)));
            default -> byName(cause);
        };
    }

    private static String reason(@Nullable String told) {
        return told == null ? "has a value that cannot be used" : CollectedFaults.plain(told);
    }

    /** Types that not every program has on its class path, or that their library keeps to itself. */
    private static List<WrongSetting> byName(Throwable cause) {
        return switch (cause.getClass().getSimpleName()) {
            case "ConnectionFactoryBeanCreationException" -> List.of(new WrongSetting(R2DBC_URL, WrongSetting.MISSING));
            case "ConfigException" ->
                String.valueOf(cause.getMessage()).contains("bootstrap.servers")
                        ? List.of(
                                new WrongSetting("spring.kafka.bootstrap-servers", "names no server that can be found"))
                        : List.of();
            default -> reactiveDatabase(cause).stream().toList();
        };
    }

    private static Optional<WrongSetting> reactiveDatabase(Throwable cause) {
        return Stream.<Class<?>>iterate(cause.getClass(), it -> it != null, Class::getSuperclass)
                .flatMap(type -> switch (type.getSimpleName()) {
                    case "R2dbcPermissionDeniedException" ->
                        Stream.of(new WrongSetting(
                                "spring.r2dbc.password", "or spring.r2dbc.username is not accepted by the database"));
                    case "R2dbcNonTransientResourceException",
                            "R2dbcTransientResourceException",
                            "R2dbcTimeoutException" ->
                        Stream.of(new WrongSetting(R2DBC_URL, "leads to no database that answers"));
                    default -> Stream.empty();
                })
                .findFirst();
    }

    /** What is made of nothing but the address of a database. */
    private static Optional<WrongSetting> database(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> cause instanceof BeanCreationException it
                        ? Stream.of(String.valueOf(it.getBeanName()))
                        : Stream.empty())
                .flatMap(bean -> switch (bean) {
                    case "flyway" -> Stream.of(FLYWAY_URL);
                    case "connectionFactory" -> Stream.of(R2DBC_URL);
                    default -> Stream.empty();
                })
                .map(url -> new WrongSetting(url, "is no address of a database"))
                .findFirst();
    }

    private WrongSetting port(int port) {
        boolean management = String.valueOf(port).equals(environment.getProperty("management.server.port"));
        return new WrongSetting(
                management ? "management.server.port" : "server.port",
                "is " + port + ", a port that another program has taken");
    }

    private static WrongSetting database(String state) {
        if (state.startsWith(BAD_PASSWORD)) {
            return new WrongSetting("spring.flyway.password", "or spring.flyway.user is not accepted by the database");
        }
        return new WrongSetting(
                FLYWAY_URL,
                state.startsWith(NO_SUCH_DATABASE)
                        ? "names a database that does not exist"
                        : "leads to no database that answers (SQL state " + state + ")");
    }

    private static String yaml(MarkedYAMLException error) {
        Mark place = error.getProblemMark();
        return "cannot be read" + (place == null ? "" : " at line " + (place.getLine() + 1));
    }

    /** A failure that mentions the file of one of our settings. */
    private Optional<WrongSetting> file(Throwable failure) {
        var messages =
                causes(failure).map(Throwable::getMessage).map(String::valueOf).collect(Collectors.joining("\n"));
        return new WrittenSettings(environment)
                .mentionedIn(messages)
                .map(name -> new WrongSetting(name, fileFault(failure)));
    }

    private static String fileFault(Throwable failure) {
        if (causes(failure).anyMatch(NoSuchFileException.class::isInstance)) {
            return "names a file that does not exist";
        }
        return causes(failure).anyMatch(AccessDeniedException.class::isInstance)
                ? "names a file that this program may not read"
                : "names something that cannot be used";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause);
    }
}
