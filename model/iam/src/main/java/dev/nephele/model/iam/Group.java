package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record Group(String path, String groupName, String groupId, String arn, Instant createDate) {  }
