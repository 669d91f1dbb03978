package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.cloudwatch.CloudwatchService;
import dev.nephele.model.cloudwatch.InvalidNextToken;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.Store;

/** Amazon CloudWatch. */
public final class CloudWatch {
    private final CloudWatchMetrics metrics;

    public CloudWatch(Store store, Ids ids, CloudKey key) {
        this.metrics = new CloudWatchMetrics(
                store, ids, new Pages(key, "cloudwatch", token -> new InvalidNextToken("Invalid nextToken")));
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new CloudwatchService(metrics).served();
    }
}
