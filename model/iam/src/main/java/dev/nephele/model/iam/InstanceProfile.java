package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record InstanceProfile(String path, String instanceProfileName, String instanceProfileId, String arn, Instant createDate, List<Role> roles, List<Tag> tags) {  }
