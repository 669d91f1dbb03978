package dev.nephele.services.cloudwatch;

import dev.nephele.model.ServiceException;
import dev.nephele.model.cloudwatch.InvalidParameterCombinationException;
import dev.nephele.model.cloudwatch.InvalidParameterValueException;
import dev.nephele.model.cloudwatch.MissingRequiredParameterException;

/** The errors of CloudWatch. */
final class Problems {
    private Problems() {}

    static ServiceException invalidValue(String message) {
        return new InvalidParameterValueException(message);
    }

    static ServiceException invalidCombination(String message) {
        return new InvalidParameterCombinationException(message);
    }

    static ServiceException missing(String message) {
        return new MissingRequiredParameterException(message);
    }

    static ServiceException notServed(String what) {
        return ServiceException.of("NotImplemented", 501, what + " is not served.");
    }
}
