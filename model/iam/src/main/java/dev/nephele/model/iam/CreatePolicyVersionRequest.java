package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreatePolicyVersionRequest(String policyArn, String policyDocument, Boolean setAsDefault) {  }
