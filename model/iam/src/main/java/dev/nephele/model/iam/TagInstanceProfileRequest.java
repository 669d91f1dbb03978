package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagInstanceProfileRequest(String instanceProfileName, List<Tag> tags) {  }
