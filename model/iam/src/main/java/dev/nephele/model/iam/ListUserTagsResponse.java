package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListUserTagsResponse(List<Tag> tags, Boolean isTruncated, String marker) {  }
