package dev.nephele.kernel.checksum;

/** A checksum over bytes that pass by. Not safe for several threads. */
public interface RunningChecksum {
    void update(byte[] bytes, int offset, int length);

    /** The value over everything so far, in network byte order. To be asked for once, at the end. */
    byte[] value();
}
