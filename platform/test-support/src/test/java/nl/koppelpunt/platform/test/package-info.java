// SPDX-License-Identifier: EUPL-1.2
/** Tests of the tests' own tools: a rule that never fires and a broker that never starts would go unnoticed elsewhere. */
@NullMarked
package nl.koppelpunt.platform.test;

import org.jspecify.annotations.NullMarked;
