// SPDX-License-Identifier: EUPL-1.2
/** Tests of PINs: values without Spring, rules on a real database, one journey over HTTP and Kafka. */
@NullMarked
package nl.koppelpunt.pin;

import org.jspecify.annotations.NullMarked;
