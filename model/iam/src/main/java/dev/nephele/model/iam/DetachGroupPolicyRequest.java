package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DetachGroupPolicyRequest(String groupName, String policyArn) {  }
