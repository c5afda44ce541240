// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

/** The organisation someone acts for, as the broker identifies it. */
record Organisation(String type, String value) {

    private static final String KVK_NUMBER = "KvKnr";

    /** As it stands on a page. */
    public Message described() {
        return type.equals(KVK_NUMBER)
                ? Message.of("organisation.kvk", value)
                : Message.of("organisation.other", type + " " + value);
    }
}
