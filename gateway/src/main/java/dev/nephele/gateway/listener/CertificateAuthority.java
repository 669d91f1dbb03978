package dev.nephele.gateway.listener;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The local authority whose certificate clients are told to trust: {@code DATA/ca.pem}, with its key in
 * {@code DATA/ca-key.pem} (mode 600). Both are made once; the certificate of the server is made at every start and is
 * never stored.
 */
public final class CertificateAuthority {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** What browsers and Apple's stack accept at most is 398 days. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(400);
    private static final Duration SKEW = Duration.ofHours(24);
    private static final X500Name NAME = new X500Name("CN=Nephele local authority");
    private static final List<String> SERVER_NAMES =
            List.of("localhost", "*.localhost", "*.s3.localhost", "*.s3.us-east-1.localhost", "localhost.localdomain");
    private static final List<String> SERVER_ADDRESSES = List.of("127.0.0.1", "::1");

    private final PrivateKey key;
    private final X509CertificateHolder certificate;
    private final Clock clock;
    private final Ids ids;

    private CertificateAuthority(PrivateKey key, X509CertificateHolder certificate, Clock clock, Ids ids) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Opens the authority of a data directory, or founds it.
     *
     * @throws IOException when the files cannot be read or written, or do not fit together
     */
    public static CertificateAuthority open(Path data, Clock clock, Ids ids) throws IOException {
        Path certificateFile = data.resolve("ca.pem");
        Path keyFile = data.resolve("ca-key.pem");
        try {
            if (Files.exists(certificateFile) && Files.exists(keyFile)) {
                CertificateAuthority kept =
                        new CertificateAuthority(readKey(keyFile), readCertificate(certificateFile), clock, ids);
                if (kept.certificate
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.wall().plus(RENEW_BEFORE))) {
                    return kept;
                }
            }
            CertificateAuthority founded = found(clock, ids);
            write(keyFile, new JcaPKCS8Generator(founded.key, null), "rw-------");
            write(certificateFile, founded.certificate, "rw-r--r--");
            return founded;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("certificate authority in " + data, e);
        }
    }

    /** A key store in memory with a fresh certificate of the server and its chain; see {@link #PASSWORD}. */
    public KeyStore serverKeys(List<String> furtherNames) throws IOException {
        try {
            KeyPair server = newKeys();
            Instant now = clock.wall();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    serial(ids),
                    Date.from(now.minus(SKEW)),
                    Date.from(now.plus(SERVER_LIFE)),
                    new X500Name("CN=localhost"),
                    server.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(furtherNames));
            X509CertificateHolder issued = builder.build(signer(key));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", server.getPrivate(), PASSWORD.toCharArray(), new X509Certificate[] {
                convert(issued), convert(certificate)
            });
            return store;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("server certificate", e);
        }
    }

    /** Of the key store in memory only: it protects nothing. */
    public static final String PASSWORD = "nephele";

    private static CertificateAuthority found(Clock clock, Ids ids)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        KeyPair keys = newKeys();
        Instant now = clock.wall();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                serial(ids),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(AUTHORITY_LIFE)),
                NAME,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new CertificateAuthority(keys.getPrivate(), builder.build(signer(keys.getPrivate())), clock, ids);
    }

    private static GeneralNames alternativeNames(List<String> further) {
        List<GeneralName> names = new ArrayList<>();
        for (String name : SERVER_NAMES) {
            names.add(new GeneralName(GeneralName.dNSName, name));
        }
        for (String address : SERVER_ADDRESSES) {
            names.add(new GeneralName(GeneralName.iPAddress, address));
        }
        for (String name : further) {
            boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
            if (!SERVER_ADDRESSES.contains(name) && !SERVER_NAMES.contains(name)) {
                names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
            }
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    private static X509Certificate convert(X509CertificateHolder holder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial(Ids ids) {
        byte[] random = new byte[16];
        ids.fill(random);
        return new BigInteger(1, random);
    }

    private static X509CertificateHolder readCertificate(Path file) throws IOException {
        if (parse(file) instanceof X509CertificateHolder holder) {
            return holder;
        }
        throw new PEMException("no certificate in " + file);
    }

    private static PrivateKey readKey(Path file) throws IOException {
        if (parse(file) instanceof PrivateKeyInfo info) {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        throw new PEMException("no private key in " + file);
    }

    private static Object parse(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            Object object = parser.readObject();
            if (object == null) {
                throw new PEMException("nothing in " + file);
            }
            return object;
        }
    }

    private static void write(Path file, Object content, String mode) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "ca",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, text.toString().getBytes(StandardCharsets.US_ASCII));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
