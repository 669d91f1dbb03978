package dev.nephele.services.sns;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sns.InvalidParameterException;
import dev.nephele.model.sns.NotFoundException;
import dev.nephele.model.sns.ResourceNotFoundException;

/** The errors of SNS with AWS's texts. */
final class Problems {
    private Problems() {}

    /** {@code InvalidParameter} with the text as it is. */
    static ServiceException invalidParameter(String message) {
        return new InvalidParameterException(message);
    }

    /** {@code InvalidParameter}: the parameter, and the reason if there is one to tell. */
    static ServiceException invalid(String what) {
        return invalidParameter("Invalid parameter: " + what);
    }

    static ServiceException noSuchTopic() {
        return new NotFoundException("Topic does not exist");
    }

    /** What the operations of tags answer in place of {@link #noSuchTopic}. */
    static ServiceException noSuchResource() {
        return new ResourceNotFoundException("Resource does not exist");
    }
}
