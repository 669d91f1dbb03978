package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListPolicyTagsResponse(List<Tag> tags, Boolean isTruncated, String marker) {  }
