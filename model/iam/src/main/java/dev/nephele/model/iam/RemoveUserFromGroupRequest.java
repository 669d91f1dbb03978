package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record RemoveUserFromGroupRequest(String groupName, String userName) {  }
