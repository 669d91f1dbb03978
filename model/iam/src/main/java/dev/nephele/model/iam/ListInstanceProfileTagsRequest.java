package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListInstanceProfileTagsRequest(String instanceProfileName, String marker, Integer maxItems) {  }
