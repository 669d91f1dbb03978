package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListInstanceProfilesForRoleResponse(List<InstanceProfile> instanceProfiles, Boolean isTruncated, String marker) {  }
