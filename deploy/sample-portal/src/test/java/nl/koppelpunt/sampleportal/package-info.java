// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package nl.koppelpunt.sampleportal;

import org.jspecify.annotations.NullMarked;
