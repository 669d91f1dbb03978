package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record AssumeRoleResponse(Credentials credentials, AssumedRoleUser assumedRoleUser, Integer packedPolicySize, String sourceIdentity, Integer sessionTokenUtilization, Integer sessionTokenSize) {  }
