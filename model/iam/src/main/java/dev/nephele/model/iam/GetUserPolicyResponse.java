package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetUserPolicyResponse(String userName, String policyName, String policyDocument) {  }
