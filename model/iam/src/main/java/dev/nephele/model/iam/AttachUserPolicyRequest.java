package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachUserPolicyRequest(String userName, String policyArn) {  }
