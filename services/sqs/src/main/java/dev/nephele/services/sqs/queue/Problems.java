package dev.nephele.services.sqs.queue;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.QueueDoesNotExist;
import dev.nephele.model.sqs.ReceiptHandleIsInvalid;

/** The errors of SQS with AWS's texts. Those outside the model have their JSON names. */
public final class Problems {
    private Problems() {}

    public static ServiceException noSuchQueue() {
        return new QueueDoesNotExist("The specified queue does not exist.");
    }

    public static ServiceException invalidValue(String message) {
        return ServiceException.of("InvalidParameterValueException", 400, message);
    }

    public static ServiceException invalidValue(Object value, String parameter, String reason) {
        return invalidValue("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    public static ServiceException missing(String parameter) {
        return ServiceException.of(
                "MissingRequiredParameterException", 400, "The request must contain the parameter " + parameter + ".");
    }

    public static ServiceException invalidHandle(String handle) {
        return new ReceiptHandleIsInvalid("The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    public static int between(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalidValue(value, parameter, "Must be >= " + least + " and <= " + most + ", if provided.");
        }
        return value;
    }
}
