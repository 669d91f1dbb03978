package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.s3.*;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.ObjectKey;
import dev.nephele.services.s3.state.Tables.VersionKey;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Scan;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists objects and versions in the order of their keys' UTF-8 bytes. */
final class S3Listing implements Listing {
    private static final int PAGE = 1_000;

    /** How a continuation token begins whose page ended with a common prefix, or with a key. */
    private static final char AFTER_PREFIX = 'p';

    private static final char AFTER_KEY = 'k';

    private final Store store;
    private final Pages pages;

    S3Listing(Store store, Pages pages) {
        this.store = store;
        this.pages = pages;
    }

    private static ListingWalk walk(
            String bucket,
            @Nullable String prefix,
            @Nullable String delimiter,
            @Nullable Integer most,
            @Nullable String encoding) {
        requireEncoding(encoding);
        int size = Math.min(count(most, PAGE, "maxKeys"), PAGE);
        return new ListingWalk(bucket, prefix == null ? "" : prefix, delimiter == null ? "" : delimiter, size);
    }

    /** @throws dev.nephele.model.ServiceException {@code InvalidArgument} for an encoding that is not {@code url} */
    static void requireEncoding(@Nullable String encoding) {
        if (encoding != null && !encoding.equals("url")) {
            throw Problems.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
        }
    }

    /**
     * A number that a request may give.
     *
     * @param name as the error has it
     * @throws dev.nephele.model.ServiceException {@code InvalidArgument} if it is negative
     */
    static int count(@Nullable Integer given, int otherwise, String name) {
        int count = given == null ? otherwise : given;
        if (count < 0) {
            throw Problems.invalidArgument(
                    "Argument " + name + " must be an integer between 0 and 2147483647", name, String.valueOf(count));
        }
        return count;
    }

    @Override
    public ListObjectsV2Output listObjectsV2(ListObjectsV2Request request, Call call) {
        return store.read(call, view -> list(request, call, view));
    }

    private ListObjectsV2Output list(ListObjectsV2Request request, Call call, View view) {
        ListingWalk walk = walk(
                request.bucket(), request.prefix(), request.delimiter(), request.maxKeys(), request.encodingType());
        Wanted wanted = pages.of("ListObjectsV2", call, walk.bucket(), walk.prefix(), walk.delimiter())
                .page(given(request.continuationToken()), walk.most());
        ListingWalk.Page<ListingWalk.Entry<ObjectKey, Version>> page = walk.walk(
                view,
                Tables.OBJECTS,
                ObjectKey::key,
                version -> !version.marker(),
                scan -> startV2(scan, walk, wanted, request));
        boolean encoded = request.encodingType() != null;
        Bucket bucket = Lookup.bucket(view, request.bucket());
        Owner owner = Boolean.TRUE.equals(request.fetchOwner()) ? Lookup.owner(bucket.owner()) : null;
        return Filled.of(ListObjectsV2Output.SCHEMA)
                .set("Name", request.bucket())
                .set("Prefix", text(walk.prefix(), encoded))
                .set("Delimiter", text(walk.shownDelimiter(), encoded))
                .set("StartAfter", text(request.startAfter(), encoded))
                .set("MaxKeys", request.maxKeys() == null ? PAGE : request.maxKeys())
                .set("EncodingType", request.encodingType())
                .set("KeyCount", page.size())
                .set("ContinuationToken", request.continuationToken())
                .set("IsTruncated", page.last().isPresent())
                .set(
                        "NextContinuationToken",
                        page.last().map(last -> wanted.token(place(page, last))).orElse(null))
                .set("Contents", contents(page, owner, encoded))
                .set("CommonPrefixes", prefixes(page, encoded))
                .as(ListObjectsV2Output.class);
    }

    private static String place(ListingWalk.Page<?> page, String last) {
        boolean prefix = !page.prefixes().isEmpty() && page.prefixes().getLast().equals(last);
        return (prefix ? AFTER_PREFIX : AFTER_KEY) + last;
    }

    /** An empty token is none. */
    static @Nullable String given(@Nullable String token) {
        return token == null || token.isEmpty() ? null : token;
    }

    private static Scan<ObjectKey, Version> startV2(
            Scan<ObjectKey, Version> scan, ListingWalk walk, Wanted wanted, ListObjectsV2Request request) {
        if (wanted.after().isPresent()) {
            String place = wanted.after().get();
            String key = place.substring(1);
            return place.charAt(0) == AFTER_PREFIX
                    ? scan.past(walk.at(key))
                    : scan.after(new ObjectKey(walk.bucket(), key));
        }
        return request.startAfter() == null ? scan : scan.after(new ObjectKey(walk.bucket(), request.startAfter()));
    }

    @Override
    public ListObjectsOutput listObjects(ListObjectsRequest request, Call call) {
        return store.read(call, view -> list(request, view));
    }

    private static ListObjectsOutput list(ListObjectsRequest request, View view) {
        ListingWalk walk = walk(
                request.bucket(), request.prefix(), request.delimiter(), request.maxKeys(), request.encodingType());
        String marker = request.marker();
        ListingWalk.Page<ListingWalk.Entry<ObjectKey, Version>> page = walk.walk(
                view,
                Tables.OBJECTS,
                ObjectKey::key,
                version -> !version.marker(),
                scan -> marker == null || marker.isEmpty() ? scan : startAt(scan, walk, marker));
        boolean encoded = request.encodingType() != null;
        Bucket bucket = Lookup.bucket(view, request.bucket());
        boolean rolled = walk.shownDelimiter() != null;
        return Filled.of(ListObjectsOutput.SCHEMA)
                .set("Name", request.bucket())
                .set("Prefix", text(walk.prefix(), encoded))
                .set("Delimiter", text(walk.shownDelimiter(), encoded))
                .set("Marker", text(marker == null ? "" : marker, encoded))
                .set("MaxKeys", request.maxKeys() == null ? PAGE : request.maxKeys())
                .set("EncodingType", request.encodingType())
                .set("IsTruncated", page.last().isPresent())
                .set("NextMarker", rolled ? text(page.last().orElse(null), encoded) : null)
                .set("Contents", contents(page, Lookup.owner(bucket.owner()), encoded))
                .set("CommonPrefixes", prefixes(page, encoded))
                .as(ListObjectsOutput.class);
    }

    private static Scan<ObjectKey, Version> startAt(Scan<ObjectKey, Version> scan, ListingWalk walk, String marker) {
        String common = walk.passed(marker);
        return common != null ? scan.past(walk.at(common)) : scan.after(new ObjectKey(walk.bucket(), marker));
    }

    private static List<S3Object> contents(
            ListingWalk.Page<ListingWalk.Entry<ObjectKey, Version>> page, @Nullable Owner owner, boolean encoded) {
        List<S3Object> objects = new ArrayList<>();
        for (ListingWalk.Entry<ObjectKey, Version> entry : page.items()) {
            Version version = entry.value();
            Filled object = Filled.of(S3Object.SCHEMA)
                    .set("Key", text(entry.key().key(), encoded))
                    .set("LastModified", version.modified())
                    .set("ETag", version.quotedEtag())
                    .set("Size", version.size())
                    .set("StorageClass", version.storageClass())
                    .set("Owner", owner);
            algorithm(object, version.checksum());
            objects.add(object.as(S3Object.class));
        }
        return objects;
    }

    private static void algorithm(Filled object, Optional<Checksum> checksum) {
        checksum.ifPresent(whole -> object.set(
                        "ChecksumAlgorithm", List.of(whole.algorithm().name()))
                .set("ChecksumType", whole.type()));
    }

    private static List<CommonPrefix> prefixes(ListingWalk.Page<?> page, boolean encoded) {
        return page.prefixes().stream()
                .map(prefix -> new CommonPrefix(text(prefix, encoded)))
                .toList();
    }

    /** As the answer carries it: percent-encoded but for slashes, if the client wants that. */
    static @Nullable String text(@Nullable String key, boolean encoded) {
        return key == null || !encoded
                ? key
                : URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    @Override
    public ListObjectVersionsOutput listObjectVersions(ListObjectVersionsRequest request, Call call) {
        return store.read(call, view -> list(request, view));
    }

    private static ListObjectVersionsOutput list(ListObjectVersionsRequest request, View view) {
        ListingWalk walk = walk(
                request.bucket(), request.prefix(), request.delimiter(), request.maxKeys(), request.encodingType());
        boolean encoded = request.encodingType() != null;
        Bucket bucket = Lookup.bucket(view, request.bucket());
        VersionPage page = new VersionPage(walk, Lookup.owner(bucket.owner()), encoded);
        page.fill(view, request.keyMarker(), request.versionIdMarker());
        return Filled.of(ListObjectVersionsOutput.SCHEMA)
                .set("Name", request.bucket())
                .set("Prefix", text(walk.prefix(), encoded))
                .set("Delimiter", text(walk.shownDelimiter(), encoded))
                .set("KeyMarker", text(request.keyMarker() == null ? "" : request.keyMarker(), encoded))
                .set("VersionIdMarker", request.versionIdMarker() == null ? "" : request.versionIdMarker())
                .set("MaxKeys", request.maxKeys() == null ? PAGE : request.maxKeys())
                .set("EncodingType", request.encodingType())
                .set("IsTruncated", page.truncated)
                .set("NextKeyMarker", page.truncated ? text(page.lastKey, encoded) : null)
                .set("NextVersionIdMarker", page.truncated ? page.lastVersion : null)
                .set("Versions", page.versions)
                .set("DeleteMarkers", page.markers)
                .set(
                        "CommonPrefixes",
                        page.prefixes.stream()
                                .map(prefix -> new CommonPrefix(text(prefix, encoded)))
                                .toList())
                .as(ListObjectVersionsOutput.class);
    }

    /** One page of versions: key by key, the newest first. */
    private static final class VersionPage {
        private final ListingWalk walk;
        private final Owner owner;
        private final boolean encoded;
        private final List<ObjectVersion> versions = new ArrayList<>();
        private final List<DeleteMarkerEntry> markers = new ArrayList<>();
        private final List<String> prefixes = new ArrayList<>();
        private boolean truncated;
        private @Nullable String lastKey;
        private @Nullable String lastVersion;

        VersionPage(ListingWalk walk, Owner owner, boolean encoded) {
            this.walk = walk;
            this.owner = owner;
            this.encoded = encoded;
        }

        void fill(View view, @Nullable String keyMarker, @Nullable String versionMarker) {
            Scan<ObjectKey, Version> scan = Tables.OBJECTS.scan().under(walk.at(walk.prefix()));
            if (keyMarker != null && !keyMarker.isEmpty()) {
                boolean inside = walk.passed(keyMarker) != null;
                if (versionMarker != null && !versionMarker.isEmpty() && !inside) {
                    Version from = Versions.seek(view, walk.bucket(), keyMarker, versionMarker);
                    if (from != null && !older(view, keyMarker, from.sequence())) {
                        return;
                    }
                }
                scan = S3Listing.startAt(scan, walk, keyMarker);
            }
            boolean again = walk.most() > 0;
            while (again) {
                String[] jump = new String[1];
                scan.each(view, (key, newest) -> {
                    String common = walk.common(key.key());
                    if (common == null) {
                        return add(key.key(), newest, true) && older(view, key.key(), newest.sequence());
                    }
                    if (isFull()) {
                        return false;
                    }
                    prefixes.add(common);
                    lastKey = common;
                    lastVersion = null;
                    jump[0] = common;
                    return false;
                });
                again = jump[0] != null;
                if (again) {
                    scan = scan.past(walk.at(jump[0]));
                }
            }
        }

        /** Adds the versions of a key that are older than a sequence; false when the page is full. */
        private boolean older(View view, String key, long sequence) {
            boolean[] fits = {true};
            Tables.OLD_VERSIONS
                    .scan()
                    .under(out -> out.text(walk.bucket()).text(key))
                    .after(new VersionKey(walk.bucket(), key, sequence))
                    .each(view, (row, version) -> fits[0] = add(key, version, false));
            return fits[0];
        }

        private boolean isFull() {
            truncated |= versions.size() + markers.size() + prefixes.size() == walk.most();
            return truncated;
        }

        private boolean add(String key, Version version, boolean latest) {
            if (isFull()) {
                return false;
            }
            lastKey = key;
            lastVersion = version.id();
            if (version.marker()) {
                markers.add(new DeleteMarkerEntry(owner, text(key, encoded), version.id(), latest, version.modified()));
                return true;
            }
            Filled entry = Filled.of(ObjectVersion.SCHEMA)
                    .set("ETag", version.quotedEtag())
                    .set("Size", version.size())
                    .set("StorageClass", version.storageClass())
                    .set("Key", text(key, encoded))
                    .set("VersionId", version.id())
                    .set("IsLatest", latest)
                    .set("LastModified", version.modified())
                    .set("Owner", owner);
            algorithm(entry, version.checksum());
            versions.add(entry.as(ObjectVersion.class));
            return true;
        }
    }
}
