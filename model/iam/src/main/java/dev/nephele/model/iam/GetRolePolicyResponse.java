package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetRolePolicyResponse(String roleName, String policyName, String policyDocument) {  }
