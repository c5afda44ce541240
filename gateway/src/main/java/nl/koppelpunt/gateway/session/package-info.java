// SPDX-License-Identifier: EUPL-1.2
/** The session as the gateway sees it: a cookie that identity-link-service turns into a short-lived token, and the proof that a request comes from our own pages. */
@NullMarked
package nl.koppelpunt.gateway.session;

import org.jspecify.annotations.NullMarked;
