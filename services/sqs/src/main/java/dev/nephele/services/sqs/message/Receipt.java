package dev.nephele.services.sqs.message;

import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What a receipt handle says: which delivery of which message it stands for.
 *
 * @param count the number of the delivery
 */
record Receipt(Tables.Place place, int count) {
    private static final char BETWEEN = '\n';

    String handle() {
        String text = place.queue() + BETWEEN + place.order() + BETWEEN + place.id() + BETWEEN + count;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws dev.nephele.model.ServiceException {@code ReceiptHandleIsInvalid} */
    static Receipt parse(String handle, Queue queue) {
        try {
            String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split("\n", -1));
            if (parts.size() == 4 && parts.getFirst().equals(queue.id())) {
                Tables.Place place = new Tables.Place(parts.get(0), Long.parseLong(parts.get(1)), parts.get(2));
                return new Receipt(place, Integer.parseInt(parts.get(3)));
            }
        } catch (IllegalArgumentException notOurs) {
            throw Problems.invalidHandle(handle);
        }
        throw Problems.invalidHandle(handle);
    }
}
