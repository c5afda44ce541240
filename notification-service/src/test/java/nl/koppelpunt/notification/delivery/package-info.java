// SPDX-License-Identifier: EUPL-1.2
/** Tests of delivery and what it promises: real database, broker and SMTP where they matter. */
@NullMarked
package nl.koppelpunt.notification.delivery;

import org.jspecify.annotations.NullMarked;
