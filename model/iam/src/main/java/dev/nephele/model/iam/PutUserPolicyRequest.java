package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutUserPolicyRequest(String userName, String policyName, String policyDocument) {  }
