package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAccountAliasesResponse(List<String> accountAliases, Boolean isTruncated, String marker) {  }
