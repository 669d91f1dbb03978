package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateGroupRequest(String groupName, String newPath, String newGroupName) {  }
