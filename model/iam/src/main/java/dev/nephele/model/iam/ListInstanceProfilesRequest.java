package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListInstanceProfilesRequest(String pathPrefix, String marker, Integer maxItems) {  }
