package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record Tag(String key, String value) {  }
