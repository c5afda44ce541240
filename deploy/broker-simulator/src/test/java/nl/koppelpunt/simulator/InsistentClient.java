// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.koppelpunt.platform.test.TestPki;
import org.jspecify.annotations.Nullable;

/** Shows its certificate also to a server that did not ask for one of its authority, as an attacker would. */
final class InsistentClient extends X509ExtendedKeyManager {

    private static final String ALIAS = "client";

    private final TestPki.Issued key;

    InsistentClient(TestPki.Issued key) {
        this.key = key;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {key.certificate(), key.authority()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key.keyPair().getPrivate();
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
