package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateServiceLinkedRoleRequest(String awsServiceName, String description, String customSuffix) {  }
