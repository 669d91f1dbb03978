package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateInstanceProfileRequest(String instanceProfileName, String path, List<Tag> tags) {  }
