package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetGroupPolicyResponse(String groupName, String policyName, String policyDocument) {  }
