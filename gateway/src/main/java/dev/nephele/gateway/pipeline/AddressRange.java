package dev.nephele.gateway.pipeline;

import java.net.InetAddress;
import java.util.Optional;

/** A range of IP addresses in CIDR notation, such as {@code 10.0.0.0/8}; an address alone is a range of one. */
public final class AddressRange {
    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Reads a range, or is empty when the text is none. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isAddress(address)) {
            return Optional.empty();
        }
        byte[] network = bytes(address);
        int bits = network.length * 8;
        if (slash >= 0) {
            String number = text.substring(slash + 1);
            if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > bits) {
                return Optional.empty();
            }
            bits = Integer.parseInt(number);
        }
        return Optional.of(new AddressRange(network, bits));
    }

    /** Whether a text is an address of version 4 or 6; host names are not looked up. */
    static boolean isAddress(String text) {
        if (text.isEmpty() || text.length() > 45) {
            return false;
        }
        boolean colon = text.indexOf(':') >= 0;
        if (!colon && text.chars().filter(c -> c == '.').count() != 3) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = c >= '0' && c <= '9' || c == '.' || colon && (c == ':' || Character.digit(c, 16) >= 0);
            if (!good) {
                return false;
            }
        }
        try {
            bytes(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the range has this address; an address of the other version is never in it. */
    boolean contains(String address) {
        byte[] other = bytes(address);
        if (other.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (other[whole] ^ network[whole]) >> (8 - rest) == 0;
    }

    /** A mapped address (::ffff:a.b.c.d) counts as the one of version 4. */
    private static byte[] bytes(String address) {
        return InetAddress.ofLiteral(address).getAddress();
    }
}
