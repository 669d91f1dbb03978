package dev.nephele.kernel.checksum;

/**
 * CRC-64/NVME (NVM Express NVM Command Set, 5.2.1.3.4): polynomial 0xad93d23594c93659 reflected, all ones before and
 * after. Eight bytes a step through eight tables.
 */
final class Crc64Nvme implements RunningChecksum {
    static final long REFLECTED = 0x9a6c9329ac4bc9b5L;
    private static final long[][] TABLE = new long[8][256];

    static {
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED;
            }
            TABLE[0][i] = crc;
        }
        for (int slice = 1; slice < 8; slice++) {
            for (int i = 0; i < 256; i++) {
                long before = TABLE[slice - 1][i];
                TABLE[slice][i] = before >>> 8 ^ TABLE[0][(int) before & 0xff];
            }
        }
    }

    private long crc = -1;

    @Override
    public void update(byte[] bytes, int offset, int length) {
        long value = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            long word = value ^ Words.longAt(bytes, at);
            value = TABLE[7][(int) word & 0xff]
                    ^ TABLE[6][(int) (word >>> 8) & 0xff]
                    ^ TABLE[5][(int) (word >>> 16) & 0xff]
                    ^ TABLE[4][(int) (word >>> 24) & 0xff]
                    ^ TABLE[3][(int) (word >>> 32) & 0xff]
                    ^ TABLE[2][(int) (word >>> 40) & 0xff]
                    ^ TABLE[1][(int) (word >>> 48) & 0xff]
                    ^ TABLE[0][(int) (word >>> 56)];
        }
        for (; at < end; at++) {
            value = value >>> 8 ^ TABLE[0][(int) (value ^ bytes[at]) & 0xff];
        }
        crc = value;
    }

    @Override
    public byte[] value() {
        byte[] value = new byte[8];
        Words.put(value, 0, ~crc);
        return value;
    }
}
