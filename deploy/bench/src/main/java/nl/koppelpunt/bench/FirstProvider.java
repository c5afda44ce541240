// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.bench;

import java.security.Security;
import org.apache.jcp.xml.dsig.internal.dom.XMLDSigRI;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Which security provider is asked first; no result may depend on it. */
public enum FirstProvider {
    PLATFORM,
    BOUNCY_CASTLE,
    SANTUARIO;

    public void install() {
        switch (this) {
            case PLATFORM -> {}
            case BOUNCY_CASTLE -> Security.insertProviderAt(new BouncyCastleProvider(), 1);
            case SANTUARIO -> Security.insertProviderAt(new XMLDSigRI(), 1);
        }
    }
}
