package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PolicyGroup(String groupName, String groupId) {  }
