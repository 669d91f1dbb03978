package dev.nephele.services.s3.state;

import dev.nephele.storage.table.AccountTable;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;

/** The tables of S3. All but one are partition-wide, since bucket names are. */
public final class Tables {
    /** The current version of a key; a delete marker if the newest version is one. */
    @RowKey
    public record ObjectKey(String bucket, String key) {}

    /** An older version; newer ones sort first. */
    public record VersionKey(String bucket, String key, long sequence) {}

    /** An upload in parts. Its id begins with the time when it was begun. */
    @RowKey
    public record UploadKey(String bucket, String key, String upload) {}

    /** A part of an upload. */
    @RowKey
    public record PartKey(String upload, int part) {}

    public static final Rows<String, Bucket> BUCKETS = Table.partition(0x1201, KeyCodec.text(), BucketLayout.ROW);

    /** The names of an account's buckets. */
    public static final AccountTable<String, Boolean> NAMES =
            Table.account(0x1202, KeyCodec.text(), RowCodec.presence());

    public static final Rows<ObjectKey, Version> OBJECTS =
            Table.partition(0x1203, ObjectKeyLayout.KEY, VersionLayout.ROW);

    public static final Rows<VersionKey, Version> OLD_VERSIONS = Table.partition(
            0x1204,
            KeyCodec.of(
                    (out, key) -> out.text(key.bucket).text(key.key).number(Long.MAX_VALUE - key.sequence),
                    in -> new VersionKey(in.text(), in.text(), Long.MAX_VALUE - in.number())),
            VersionLayout.ROW);

    public static final Rows<UploadKey, Upload> UPLOADS =
            Table.partition(0x1205, UploadKeyLayout.KEY, UploadLayout.ROW);

    public static final Rows<PartKey, Part> PARTS = Table.partition(0x1206, PartKeyLayout.KEY, PartLayout.ROW);

    private Tables() {}
}
