// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.time.Instant;

/** A mail as somebody received it; text and HTML are empty where the mail has no such part. */
record Mail(String id, Instant receivedAt, String from, String to, String subject, String text, String html) {}
