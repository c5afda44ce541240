// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import javax.crypto.CipherSpi;
import org.jspecify.annotations.Nullable;

/** Cryptography that breaks down as soon as it gets data, for the thread that made it; others get the platform's. */
final class FaultyProvider extends Provider {

    private final transient Thread victim = Thread.currentThread();

    FaultyProvider(String type, String algorithm) {
        super("Faulty", "1", "breaks down");
        putService(new Faulty(this, type, algorithm));
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("planted");
    }

    private static final class Faulty extends Service {

        private final FaultyProvider provider;

        Faulty(FaultyProvider provider, String type, String algorithm) {
            super(provider, type, algorithm, "faulty." + type, List.of(), Map.of());
            this.provider = provider;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            if (!Thread.currentThread().equals(provider.victim)) {
                throw new NoSuchAlgorithmException("not for this thread");
            }
            return switch (getType()) {
                case "MessageDigest" -> new FaultyDigest();
                case "Signature" -> new FaultySignature();
                default -> new FaultyCipher();
            };
        }

        @Override
        public boolean supportsParameter(@Nullable Object parameter) {
            return true;
        }
    }

    private static final class FaultyDigest extends MessageDigestSpi {

        @Override
        protected void engineUpdate(byte input) {
            throw broken();
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            throw broken();
        }

        @Override
        protected byte[] engineDigest() {
            throw broken();
        }

        @Override
        protected void engineReset() {}
    }

    @SuppressWarnings("deprecation") // the SPI declares them so
    private static final class FaultySignature extends SignatureSpi {

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte input) {
            throw broken();
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            throw broken();
        }

        @Override
        protected byte[] engineSign() {
            throw broken();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            throw broken();
        }

        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Override
        protected Object engineGetParameter(String name) {
            throw broken();
        }
    }

    private static final class FaultyCipher extends CipherSpi {

        @Override
        protected void engineSetMode(String mode) {}

        @Override
        protected void engineSetPadding(String padding) {}

        @Override
        protected int engineGetBlockSize() {
            return 0;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return length;
        }

        @Override
        protected byte @Nullable [] engineGetIV() {
            return null;
        }

        @Override
        protected @Nullable AlgorithmParameters engineGetParameters() {
            return null;
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) {}

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {}

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            throw broken();
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int outputOffset) {
            throw broken();
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length) {
            throw broken();
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset) {
            throw broken();
        }
    }
}
