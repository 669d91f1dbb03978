package dev.nephele.services.ec2;

import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ec2.Ec2Service;
import dev.nephele.storage.Store;

/** Amazon Elastic Compute Cloud. */
public final class Ec2 {
    private final Ec2Places places;
    private final Ec2KeyPairs keyPairs;

    public Ec2(Store store, Ids ids) {
        this.places = new Ec2Places();
        this.keyPairs = new Ec2KeyPairs(store, ids);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new Ec2Service(places, places, keyPairs).served();
    }
}
