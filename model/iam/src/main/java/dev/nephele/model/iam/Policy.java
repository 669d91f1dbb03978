package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record Policy(String policyName, String policyId, String arn, String path, String defaultVersionId, Integer attachmentCount, Integer permissionsBoundaryUsageCount, Boolean isAttachable, String description, Instant createDate, Instant updateDate, List<Tag> tags) {  }
