package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.cloudwatch.CloudwatchService;
import dev.nephele.storage.Store;

/** Amazon CloudWatch. */
public final class CloudWatch {
    private final CloudWatchMetrics metrics;

    public CloudWatch(Store store, Ids ids) {
        this.metrics = new CloudWatchMetrics(store, ids);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new CloudwatchService(metrics).served();
    }
}
