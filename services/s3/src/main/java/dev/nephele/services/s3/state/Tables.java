package dev.nephele.services.s3.state;

import dev.nephele.storage.table.AccountTable;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;

/** The tables of S3. All but one are partition-wide, since bucket names are. */
public final class Tables {
    /** The current version of a key; a delete marker if the newest version is one. */
    public record ObjectKey(String bucket, String key) {}

    /** An older version; newer ones sort first. */
    public record VersionKey(String bucket, String key, long sequence) {}

    /** An upload in parts. */
    public record UploadKey(String bucket, String key, String upload) {}

    /** A part of an upload. */
    public record PartKey(String upload, int part) {}

    public static final Rows<String, Bucket> BUCKETS =
            Table.partition(0x1201, KeyCodec.text(), RowCodec.of(2, Bucket::write, Bucket::read));

    /** The names of an account's buckets. */
    public static final AccountTable<String, Boolean> NAMES =
            Table.account(0x1202, KeyCodec.text(), RowCodec.presence());

    public static final Rows<ObjectKey, Version> OBJECTS = Table.partition(
            0x1203,
            KeyCodec.of((out, key) -> out.text(key.bucket).text(key.key), in -> new ObjectKey(in.text(), in.text())),
            RowCodec.of(2, Version::write, Version::read));

    public static final Rows<VersionKey, Version> OLD_VERSIONS = Table.partition(
            0x1204,
            KeyCodec.of(
                    (out, key) -> out.text(key.bucket).text(key.key).number(Long.MAX_VALUE - key.sequence),
                    in -> new VersionKey(in.text(), in.text(), Long.MAX_VALUE - in.number())),
            RowCodec.of(2, Version::write, Version::read));

    public static final Rows<UploadKey, Upload> UPLOADS = Table.partition(
            0x1205,
            KeyCodec.of(
                    (out, key) -> out.text(key.bucket).text(key.key).text(key.upload),
                    in -> new UploadKey(in.text(), in.text(), in.text())),
            RowCodec.of(2, Upload::write, Upload::read));

    public static final Rows<PartKey, Part> PARTS = Table.partition(
            0x1206,
            KeyCodec.of(
                    (out, key) -> out.text(key.upload).smallNumber(key.part),
                    in -> new PartKey(in.text(), in.smallNumber())),
            RowCodec.of(1, Part::write, Part::read));

    private Tables() {}
}
