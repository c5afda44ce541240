// SPDX-License-Identifier: EUPL-1.2
/** What a container engine runs inside a container to learn whether its program is ready; needs the JDK alone. */
@NullMarked
package nl.koppelpunt.health;

import org.jspecify.annotations.NullMarked;
