package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAccessKeysRequest(String userName, String marker, Integer maxItems) {  }
