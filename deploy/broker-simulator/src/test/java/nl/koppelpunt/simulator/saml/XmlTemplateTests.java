// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlTemplateTests {

    private final XmlTemplate nameId = XmlTemplate.named("name-id");

    @Test
    void textCannotBecomeMarkup() {
        var root = nameId.fill(Map.of("type", "a\"b", "value", "<x/>&amp;$1")).getDocumentElement();

        assertThat(root.getAttribute("NameQualifier")).isEqualTo("a\"b");
        assertThat(root.getTextContent()).isEqualTo("<x/>&amp;$1");
        assertThat(root.getChildNodes().getLength()).isOne();
    }

    @Test
    void forgottenValueIsAnError() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> nameId.fill(Map.of("type", "a")))
                .withMessageContaining("value");
    }

    @Test
    void layoutOfTheFileIsNotInTheMessage() {
        assertThat(XmlTemplate.named("assertion").text())
                .startsWith("<saml:Assertion")
                .doesNotContain("> ", "\n", "SPDX");
    }
}
