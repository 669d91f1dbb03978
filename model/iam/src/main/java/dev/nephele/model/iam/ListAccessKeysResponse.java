package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAccessKeysResponse(List<AccessKeyMetadata> accessKeyMetadata, Boolean isTruncated, String marker) {  }
