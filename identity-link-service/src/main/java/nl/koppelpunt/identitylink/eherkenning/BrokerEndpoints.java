// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The addresses in a broker's metadata. */
final class BrokerEndpoints {

    private static final Set<String> WEB = Set.of("https", "http");

    private final Element role;

    BrokerEndpoints(Element role) {
        this.role = role;
    }

    Map<Integer, URI> artifactResolution() {
        Map<Integer, URI> locations = new HashMap<>();
        for (Element service : Elements.children(role, Saml.METADATA, "ArtifactResolutionService")) {
            URI location = location(service);
            if (Saml.BINDING_SOAP.equals(service.getAttributeNS(null, "Binding"))
                    && "https".equals(location.getScheme())) {
                locations.put(index(service), location);
            }
        }
        return Map.copyOf(locations);
    }

    private static int index(Element service) {
        try {
            return Integer.parseInt(Elements.attribute(service, "index", Refusal.MESSAGE_STRUCTURE));
        } catch (NumberFormatException _) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
    }

    /** Where messages of a kind go; what is named twice counts by its first. */
    Endpoints of(String service) {
        return new Endpoints(location(service, Saml.BINDING_POST), location(service, Saml.BINDING_REDIRECT));
    }

    private @Nullable URI location(String name, String binding) {
        return Elements.children(role, Saml.METADATA, name).stream()
                .filter(service -> binding.equals(service.getAttributeNS(null, "Binding")))
                .map(BrokerEndpoints::location)
                .findFirst()
                .orElse(null);
    }

    private static URI location(Element service) {
        try {
            URI location = new URI(Elements.attribute(service, "Location", Refusal.MESSAGE_STRUCTURE));
            if (location.getHost() != null && WEB.contains(location.getScheme())) {
                return location;
            }
        } catch (URISyntaxException _) {
            throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
        }
        throw new RefusedException(Refusal.MESSAGE_STRUCTURE);
    }
}
