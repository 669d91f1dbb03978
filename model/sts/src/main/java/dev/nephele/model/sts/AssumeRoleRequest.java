package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record AssumeRoleRequest(String roleArn, String roleSessionName, List<PolicyDescriptorType> policyArns, String policy, Integer durationSeconds, List<Tag> tags, List<String> transitiveTagKeys, String externalId, String serialNumber, String tokenCode, String sourceIdentity, List<ProvidedContext> providedContexts, Integer minimumSessionTokenSize) {  }
