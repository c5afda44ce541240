// SPDX-License-Identifier: EUPL-1.2
/**
 * What the tests of every module lean on: a real PostgreSQL and Kafka, a real browser, keys, tokens and architecture rules; nothing of
 * this reaches production class paths.
 */
@NullMarked
package nl.koppelpunt.platform.test;

import org.jspecify.annotations.NullMarked;
