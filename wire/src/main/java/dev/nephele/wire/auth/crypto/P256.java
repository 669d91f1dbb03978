package dev.nephele.wire.auth.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * The curve secp256r1 and multiples of its base point, in Jacobian coordinates (x = X/Z², y = Y/Z³; formulas
 * {@code dbl-2001-b} and {@code add-2007-bl} for a = -3 of the Explicit-Formulas Database). Each bit costs one addition
 * and one doubling whatever its value.
 */
public final class P256 {
    public static final ECParameterSpec PARAMETERS = parameters();
    public static final BigInteger ORDER = PARAMETERS.getOrder();

    private static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger FOUR = BigInteger.valueOf(4);
    private static final BigInteger EIGHT = BigInteger.valueOf(8);
    private static final Point INFINITY = new Point(BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

    private P256() {}

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Point(BigInteger x, BigInteger y, BigInteger z) {}

    /** The base point times a scalar between 1 and the order less one, by a Montgomery ladder. */
    public static ECPoint multiplyBase(BigInteger scalar) {
        ECPoint base = PARAMETERS.getGenerator();
        Point low = INFINITY;
        Point high = new Point(base.getAffineX(), base.getAffineY(), BigInteger.ONE);
        for (int bit = ORDER.bitLength() - 1; bit >= 0; bit--) {
            Point sum = add(low, high);
            if (scalar.testBit(bit)) {
                high = twice(high);
                low = sum;
            } else {
                low = twice(low);
                high = sum;
            }
        }
        BigInteger inverse = low.z().modInverse(P);
        BigInteger square = inverse.multiply(inverse).mod(P);
        return new ECPoint(
                low.x().multiply(square).mod(P),
                low.y().multiply(square).multiply(inverse).mod(P));
    }

    private static Point twice(Point a) {
        if (a.z().signum() == 0) {
            return a;
        }
        BigInteger delta = a.z().multiply(a.z()).mod(P);
        BigInteger gamma = a.y().multiply(a.y()).mod(P);
        BigInteger beta = a.x().multiply(gamma).mod(P);
        BigInteger alpha =
                THREE.multiply(a.x().subtract(delta)).multiply(a.x().add(delta)).mod(P);
        BigInteger x = alpha.multiply(alpha).subtract(EIGHT.multiply(beta)).mod(P);
        BigInteger sum = a.y().add(a.z());
        BigInteger z = sum.multiply(sum).subtract(gamma).subtract(delta).mod(P);
        BigInteger y = alpha.multiply(FOUR.multiply(beta).subtract(x))
                .subtract(EIGHT.multiply(gamma).multiply(gamma))
                .mod(P);
        return new Point(x, y, z);
    }

    private static Point add(Point a, Point b) {
        if (a.z().signum() == 0) {
            return b;
        } else if (b.z().signum() == 0) {
            return a;
        }
        BigInteger za = a.z().multiply(a.z()).mod(P);
        BigInteger zb = b.z().multiply(b.z()).mod(P);
        BigInteger ua = a.x().multiply(zb).mod(P);
        BigInteger ub = b.x().multiply(za).mod(P);
        BigInteger sa = a.y().multiply(b.z()).multiply(zb).mod(P);
        BigInteger sb = b.y().multiply(a.z()).multiply(za).mod(P);
        BigInteger h = ub.subtract(ua).mod(P);
        BigInteger r = sb.subtract(sa).mod(P);
        if (h.signum() == 0) {
            return r.signum() == 0 ? twice(a) : INFINITY;
        }
        BigInteger hh = h.multiply(h).mod(P);
        BigInteger hhh = hh.multiply(h).mod(P);
        BigInteger v = ua.multiply(hh).mod(P);
        BigInteger x = r.multiply(r).subtract(hhh).subtract(v.shiftLeft(1)).mod(P);
        BigInteger y = r.multiply(v.subtract(x)).subtract(sa.multiply(hhh)).mod(P);
        BigInteger z = a.z().multiply(b.z()).multiply(h).mod(P);
        return new Point(x, y, z);
    }
}
