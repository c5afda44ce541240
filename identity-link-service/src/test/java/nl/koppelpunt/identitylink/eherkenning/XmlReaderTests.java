// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class XmlReaderTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'>%x;]><a/>",
                "<!DOCTYPE a [<!ENTITY l 'l'><!ENTITY m '&l;&l;&l;&l;'>]><a>&m;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'><a/>",
                "<?xml-stylesheet href='http://127.0.0.1:9/x.xsl'?><a/>",
                "<a><?php evil ?></a>",
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></a>",
                "<a xmlns='relative'/>",
                "<x:a xmlns:x='relative/path'/>",
                "<a><b></a>",
                "<a/><b/>",
                "no xml",
                ""
            })
    @DisplayName("S-010: DOCTYPE, entities, XInclude, processing instructions and broken XML are refused")
    void dangerousXmlIsRefused(String xml) {
        assertRefused(Refusal.MESSAGE_MALFORMED, xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a ID='x'><b ID='x'/></a>",
                "<a ID='x'><b Id='x'/></a>",
                "<a ID='x'><b id='x'/></a>",
                "<a ID='x'><b xml:id='x'/></a>",
                "<a ID='x' Id='x'/>"
            })
    @DisplayName("S-005: two equal identifiers in a document are refused")
    void equalIdentifiersAreRefused(String xml) {
        assertRefused(Refusal.DUPLICATE_ID, xml);
    }

    @Test
    @DisplayName("S-028: a message over 256 KiB is refused before it is parsed")
    void largeMessageIsRefused() {
        assertRefused(Refusal.MESSAGE_TOO_LARGE, "<a>" + "x".repeat(XmlReader.MAX_BYTES) + "</a>");
    }

    @Test
    @DisplayName("S-028: depth is limited")
    void deepMessageIsRefused() {
        assertThat(read("<a>".repeat(XmlReader.MAX_DEPTH) + "</a>".repeat(XmlReader.MAX_DEPTH)))
                .isNotNull();
        assertRefused(
                Refusal.MESSAGE_MALFORMED,
                "<a>".repeat(XmlReader.MAX_DEPTH + 1) + "</a>".repeat(XmlReader.MAX_DEPTH + 1));
    }

    @Test
    @DisplayName("S-028: the number of attributes is limited")
    void wideMessageIsRefused() {
        StringBuilder wide = new StringBuilder("<a");
        for (int i = 0; i <= XmlReader.MAX_ATTRIBUTES; i++) {
            wide.append(" a").append(i).append("=''");
        }
        assertRefused(Refusal.MESSAGE_MALFORMED, wide.append("/>").toString());
    }

    @Test
    @DisplayName("S-010: DOCTYPE in a whole answer is refused")
    void doctypeInAnswerIsRefused() {
        Refused.as(
                Refusal.MESSAGE_MALFORMED,
                TestBroker.genuine().onTheWire(xml -> "<!DOCTYPE x [<!ENTITY e 'x'>]>" + xml));
    }

    @Test
    @DisplayName("S-010: a processing instruction in a signed answer is refused")
    void processingInstructionInAnswerIsRefused() {
        Refused.as(
                Refusal.MESSAGE_MALFORMED,
                TestBroker.genuine().onTheWire(xml -> xml.replace("</samlp:Response>", "<?x y?></samlp:Response>")));
    }

    @Test
    @DisplayName("S-005: duplicate identifiers in a signed answer are refused")
    void duplicateIdentifierInAnswerIsRefused() {
        Refused.as(Refusal.DUPLICATE_ID, TestBroker.genuine().edit("\"_declaration\"", "\"_assertion\""));
        Refused.as(Refusal.DUPLICATE_ID, TestBroker.genuine().edit("\"_response\"", "\"_answer\""));
    }

    private static Document read(String xml) {
        return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Refusal refusal, String xml) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read(xml))
                .extracting(RefusedException::refusal)
                .isEqualTo(refusal);
    }
}
