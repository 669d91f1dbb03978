package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListUserTagsRequest(String userName, String marker, Integer maxItems) {  }
