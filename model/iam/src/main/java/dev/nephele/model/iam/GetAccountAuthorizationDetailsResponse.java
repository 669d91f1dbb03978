package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetAccountAuthorizationDetailsResponse(List<UserDetail> userDetailList, List<GroupDetail> groupDetailList, List<RoleDetail> roleDetailList, List<ManagedPolicyDetail> policies, Boolean isTruncated, String marker) {  }
