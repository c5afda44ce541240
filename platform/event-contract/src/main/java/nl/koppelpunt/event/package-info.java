// SPDX-License-Identifier: EUPL-1.2
/**
 * The published language: one record per event a service tells the others, with its JSON Schema and a sample beside
 * it, and nothing that sends, receives or serialises.
 */
@NullMarked
package nl.koppelpunt.event;

import org.jspecify.annotations.NullMarked;
