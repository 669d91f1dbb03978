package dev.nephele.servicekit.outbox;

import dev.nephele.model.ServiceException;
import java.time.Duration;

/**
 * A delivery that was refused.
 *
 * @param number how many have been made with this one
 * @param age how long ago on the virtual clock the letter was sent
 * @param refusal what the called service answered, or the gateway for it
 */
public record Attempt(int number, Duration age, ServiceException refusal) {}
