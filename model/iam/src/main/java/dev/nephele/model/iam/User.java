package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record User(String path, String userName, String userId, String arn, Instant createDate, Instant passwordLastUsed, AttachedPermissionsBoundary permissionsBoundary, List<Tag> tags) {  }
