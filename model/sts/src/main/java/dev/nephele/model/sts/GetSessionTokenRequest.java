package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetSessionTokenRequest(Integer durationSeconds, String serialNumber, String tokenCode, Integer minimumSessionTokenSize) {  }
