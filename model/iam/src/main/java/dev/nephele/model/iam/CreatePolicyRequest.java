package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreatePolicyRequest(String policyName, String path, String policyDocument, String description, List<Tag> tags) {  }
