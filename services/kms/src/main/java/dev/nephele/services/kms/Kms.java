package dev.nephele.services.kms;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.kms.InvalidMarkerException;
import dev.nephele.model.kms.KmsService;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;

/** AWS Key Management Service. */
public final class Kms {
    private final Store store;
    private final SealedColumn materials;
    private final KmsKeys keys;
    private final KmsRandomness randomness;

    public Kms(Store store, Ids ids, CloudKey key, PolicyPrincipals principals) {
        this.store = store;
        this.materials = key.column("kms.key-material");
        Pages pages = new Pages(key, "kms", token -> new InvalidMarkerException("Invalid marker"));
        this.keys = new KmsKeys(store, ids, principals, pages, materials);
        this.randomness = new KmsRandomness(ids);
    }

    /** Seals what an older program left in plain rows. */
    public void sealOlderRows() {
        Key.sealOlder(store, materials);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new KmsService(keys, keys, randomness).served();
    }
}
