package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateUserRequest(String userName, String newPath, String newUserName) {  }
