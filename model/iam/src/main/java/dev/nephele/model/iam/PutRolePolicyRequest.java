package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutRolePolicyRequest(String roleName, String policyName, String policyDocument) {  }
