package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetGroupRequest(String groupName, String marker, Integer maxItems) {  }
