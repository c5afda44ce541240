// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection, or a statement, batch or result of it, every question of which is answered in time or ends the connection.
 * Only the first row, or the end, of an answer is waited for: how long the rest takes is also up to who reads it.
 */
final class Answering implements InvocationHandler {

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** All that the interface of R2DBC asks of the database; what a driver adds, such as notifications, may be silent. */
    private static final Set<String> QUESTIONS = Stream.of(Connection.class, Statement.class, Batch.class, Result.class)
            .flatMap(type -> Stream.of(type.getMethods()))
            .filter(method -> Publisher.class.isAssignableFrom(method.getReturnType()))
            .map(Method::getName)
            .filter(name -> !name.equals("close"))
            .collect(Collectors.toUnmodifiableSet());

    private final Object target;
    private final Connection connection;
    private final Duration timeout;

    private Answering(Object target, Connection connection, Duration timeout) {
        this.target = target;
        this.connection = connection;
        this.timeout = timeout;
    }

    static Connection connection(Connection connection, Duration timeout) {
        return (Connection) new Answering(connection, connection, timeout).proxy();
    }

    private Object proxy() {
        var interfaces = Stream.of(ClassUtils.getAllInterfaces(target))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .toArray(Class<?>[]::new);
        return Proxy.newProxyInstance(target.getClass().getClassLoader(), interfaces, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Wrapped.class && method.getParameterCount() == 0) {
            return target;
        }
        if (arguments != null && method.getName().equals("equals")) {
            return isThis(arguments[0]);
        }
        var answer = ask(method, arguments);
        return switch (answer) {
            case null -> null;
            case Object itself when itself.equals(target) -> proxy;
            case Statement statement -> new Answering(statement, connection, timeout).proxy();
            case Batch batch -> new Answering(batch, connection, timeout).proxy();
            case Result result -> new Answering(result, connection, timeout).proxy();
            case Mono<?> mono when QUESTIONS.contains(method.getName()) -> inTime(mono);
            case Flux<?> flux when QUESTIONS.contains(method.getName()) -> inTime(flux);
            default -> answer;
        };
    }

    private boolean isThis(@Nullable Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof Answering handler
                && handler.target.equals(target);
    }

    private @Nullable Object ask(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private <T> Mono<T> inTime(Mono<T> answer) {
        return Mono.deferContextual(context -> answer.timeout(AnswerTimeout.in(context, timeout), hangUp()));
    }

    // A result comes before its rows do: the driver has it as soon as the question is understood.
    private Flux<?> inTime(Flux<?> answer) {
        return Flux.<Object>deferContextual(context -> answer.<Object>map(each -> each)
                        .timeout(Mono.delay(AnswerTimeout.in(context, timeout)), _ -> Mono.never(), hangUp()))
                .map(each -> each instanceof Result result ? new Answering(result, connection, timeout).proxy() : each);
    }

    private <T> Mono<T> hangUp() {
        return Mono.defer(() -> Mono.from(connection.close()))
                .timeout(LAST_WORDS)
                .onErrorComplete()
                .then(Mono.error(AnsweringConnections::noAnswer));
    }
}
