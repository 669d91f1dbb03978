package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetAccountAuthorizationDetailsRequest(List<String> filter, Integer maxItems, String marker) {  }
