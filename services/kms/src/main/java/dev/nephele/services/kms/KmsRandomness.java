package dev.nephele.services.kms;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.model.Blob;
import dev.nephele.model.ServiceException;
import dev.nephele.model.kms.CustomKeyStoreNotFoundException;
import dev.nephele.model.kms.GenerateRandomRequest;
import dev.nephele.model.kms.GenerateRandomResponse;
import dev.nephele.model.kms.Randomness;
import dev.nephele.model.kms.UnsupportedOperationException;

/** Random bytes for whoever asks. */
final class KmsRandomness implements Randomness {
    private final Ids ids;

    KmsRandomness(Ids ids) {
        this.ids = ids;
    }

    @Override
    public GenerateRandomResponse generateRandom(GenerateRandomRequest request, Call call) {
        if (request.customKeyStoreId() != null) {
            throw new CustomKeyStoreNotFoundException("Custom key store not found.");
        }
        if (request.recipient() != null) {
            throw new UnsupportedOperationException("Recipient is not served.");
        }
        if (request.numberOfBytes() == null) {
            throw ServiceException.of("ValidationException", 400, "NumberOfBytes is required.");
        }
        byte[] bytes = new byte[request.numberOfBytes()];
        ids.fill(bytes);
        return new GenerateRandomResponse(Blob.wrap(bytes), null);
    }
}
