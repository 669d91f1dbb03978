package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AccessKeyLastUsed(Instant lastUsedDate, String serviceName, String region) {  }
