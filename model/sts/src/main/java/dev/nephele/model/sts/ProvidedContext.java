package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record ProvidedContext(String providerArn, String contextAssertion) {  }
