package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutGroupPolicyRequest(String groupName, String policyName, String policyDocument) {  }
