package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetFederationTokenResponse(Credentials credentials, FederatedUser federatedUser, Integer packedPolicySize, Integer sessionTokenUtilization, Integer sessionTokenSize) {  }
