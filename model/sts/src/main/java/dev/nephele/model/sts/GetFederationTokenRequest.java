package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetFederationTokenRequest(String name, String policy, List<PolicyDescriptorType> policyArns, Integer durationSeconds, List<Tag> tags, Integer minimumSessionTokenSize) {  }
