package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateAssumeRolePolicyRequest(String roleName, String policyDocument) {  }
