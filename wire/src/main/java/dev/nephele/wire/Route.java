package dev.nephele.wire;

import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import org.jspecify.annotations.Nullable;

/** What a request asks for, as far as it says so before anything is parsed. */
public sealed interface Route {
    /** The service, or null when the request names none that is known. */
    @Nullable
    ServiceModel service();

    /** The form in which to answer. */
    ServiceModel.Protocol protocol();

    /**
     * An operation of a known service, served or not.
     *
     * @param parameters the decoded query, and before it the form of a query protocol
     * @param labels the values of URI labels in raw form, in the order of the template; S3's are bucket and key
     */
    record Found(
            ServiceModel service,
            ServiceModel.Entry entry,
            ServiceModel.Protocol protocol,
            Parameters parameters,
            Labels labels)
            implements Route {}

    /**
     * A browser's upload to S3, which the model does not have: {@code POST /bucket} with {@code multipart/form-data}.
     *
     * @param bucket in raw form
     */
    record PostObject(ServiceModel service, String bucket) implements Route {
        @Override
        public ServiceModel.Protocol protocol() {
            return ServiceModel.Protocol.S3;
        }
    }

    /** A request that names nothing known, with AWS's answer to it. */
    record Unknown(@Nullable ServiceModel service, ServiceModel.Protocol protocol, ServiceException error)
            implements Route {}
}
