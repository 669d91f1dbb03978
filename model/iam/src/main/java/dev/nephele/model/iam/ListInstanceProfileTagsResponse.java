package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListInstanceProfileTagsResponse(List<Tag> tags, Boolean isTruncated, String marker) {  }
