package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListRoleTagsResponse(List<Tag> tags, Boolean isTruncated, String marker) {  }
