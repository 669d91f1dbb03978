package dev.nephele.services.s3.request;

import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.services.s3.answer.Filled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an object keeps of the headers of the request that made it, by the names of the model's members. */
public final class StoredHeaders {
    private static final List<String> KEPT = List.of(
            "CacheControl",
            "ContentDisposition",
            "ContentEncoding",
            "ContentLanguage",
            "ContentType",
            "Expires",
            "WebsiteRedirectLocation",
            "StorageClass");
    private static final Set<String> CLASSES = Set.of(
            "STANDARD",
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE");
    private static final int METADATA = 2_048;
    private static final int KEY = 1_024;

    private StoredHeaders() {}

    /**
     * The headers to keep of a request.
     *
     * @throws ServiceException {@code InvalidStorageClass}
     */
    public static Map<String, String> of(Structure request) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT) {
            String value = Filled.text(request, name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        String storageClass = kept.get("StorageClass");
        if (storageClass != null && !CLASSES.contains(storageClass)) {
            throw ServiceException.of("InvalidStorageClass", 400, "The storage class you specified is not valid")
                    .with("StorageClassRequested", storageClass);
        }
        kept.computeIfPresent("ContentEncoding", (name, value) -> withoutTransport(value));
        kept.putIfAbsent("ContentType", "binary/octet-stream");
        return kept;
    }

    /** Without {@code aws-chunked}, which speaks of the request only. */
    private static @Nullable String withoutTransport(String encodings) {
        String rest = Arrays.stream(encodings.split(",", -1))
                .map(String::strip)
                .filter(encoding -> !encoding.equals("aws-chunked") && !encoding.isEmpty())
                .collect(Collectors.joining(","));
        return rest.isEmpty() ? null : rest;
    }

    /**
     * The user's metadata of a request.
     *
     * @throws ServiceException {@code MetadataTooLarge}
     */
    public static Map<String, String> metadata(@Nullable Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        int size = 0;
        for (Map.Entry<String, String> pair : given.entrySet()) {
            size += pair.getKey().getBytes(StandardCharsets.UTF_8).length
                    + pair.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > METADATA) {
            throw ServiceException.of(
                            "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size")
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(METADATA));
        }
        return given;
    }

    /**
     * Refuses keys that no object may have.
     *
     * @throws ServiceException {@code KeyTooLongError}
     */
    public static void requireKey(String key) {
        int size = key.getBytes(StandardCharsets.UTF_8).length;
        if (size > KEY) {
            throw ServiceException.of("KeyTooLongError", 400, "Your key is too long")
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(KEY));
        }
    }
}
