package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachRolePolicyRequest(String roleName, String policyArn) {  }
