// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.defaults;

import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * A span tells what kind of error there was and never its message, which may quote what a person typed (S-053): the handlers
 * of the framework write message and stack trace down.
 */
@AutoConfiguration(
        before = MicrometerTracingAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
@ConditionalOnBean({Tracer.class, Propagator.class})
class SpansAutoConfiguration {

    @Bean
    @Order(MicrometerTracingAutoConfiguration.DEFAULT_TRACING_OBSERVATION_HANDLER_ORDER)
    DefaultTracingObservationHandler defaultTracingObservationHandler(Tracer tracer) {
        return new DefaultTracingObservationHandler(tracer) {
            @Override
            public void onError(Observation.Context context) {
                getRequiredSpan(context).error(new KindOfError(context));
            }
        };
    }

    @Bean
    @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
    PropagatingReceiverTracingObservationHandler<?> propagatingReceiverTracingObservationHandler(
            Tracer tracer, Propagator propagator) {
        return new PropagatingReceiverTracingObservationHandler<ReceiverContext<?>>(tracer, propagator) {
            @Override
            public void onError(ReceiverContext<?> context) {
                getRequiredSpan(context).error(new KindOfError(context));
            }
        };
    }

    @Bean
    @Order(MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER)
    PropagatingSenderTracingObservationHandler<?> propagatingSenderTracingObservationHandler(
            Tracer tracer, Propagator propagator) {
        return new PropagatingSenderTracingObservationHandler<SenderContext<?>>(tracer, propagator) {
            @Override
            public void onError(SenderContext<?> context) {
                getRequiredSpan(context).error(new KindOfError(context));
            }
        };
    }

    private static final class KindOfError extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KindOfError(Observation.Context context) {
            super(nameOf(context.getError()), null, false, false);
        }

        private static String nameOf(@Nullable Throwable error) {
            return error == null ? "unknown" : error.getClass().getName();
        }
    }
}
