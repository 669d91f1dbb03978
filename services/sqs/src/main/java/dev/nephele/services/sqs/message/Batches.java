package dev.nephele.services.sqs.message;

import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.model.sqs.BatchEntryIdsNotDistinct;
import dev.nephele.model.sqs.BatchRequestTooLong;
import dev.nephele.model.sqs.BatchResultErrorEntry;
import dev.nephele.model.sqs.EmptyBatchRequest;
import dev.nephele.model.sqs.InvalidBatchEntryId;
import dev.nephele.model.sqs.TooManyEntriesInBatchRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the three batch operations share. */
final class Batches {
    private static final int MOST = 10;
    private static final int LONGEST = 1_048_576;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Batches() {}

    /**
     * The entries of a batch, which has some.
     *
     * @param entry the name of their type
     */
    static <T> List<T> some(@Nullable List<T> entries, String entry) {
        if (entries == null || entries.isEmpty()) {
            throw new EmptyBatchRequest("There should be at least one " + entry + " in the request.");
        }
        return entries;
    }

    /** Refuses batches as a whole, by the ids of their entries. */
    static void require(List<String> entryIds) {
        if (entryIds.size() > MOST) {
            throw new TooManyEntriesInBatchRequest(
                    "Maximum number of entries per request are 10. You have sent " + entryIds.size() + ".");
        }
        Set<String> seen = new HashSet<>();
        for (String id : entryIds) {
            if (!ID.matcher(id).matches()) {
                throw new InvalidBatchEntryId("A batch entry id can only contain alphanumeric characters, hyphens and"
                        + " underscores. It can be at most 80 letters long.");
            }
            if (!seen.add(id)) {
                throw new BatchEntryIdsNotDistinct("Id " + id + " repeated.");
            }
        }
    }

    /** @throws ServiceException {@code BatchRequestTooLong} */
    static void requireSize(int bytes) {
        if (bytes > LONGEST) {
            throw new BatchRequestTooLong(
                    "Batch requests cannot be longer than " + LONGEST + " bytes. You have sent " + bytes + " bytes.");
        }
    }

    static BatchResultErrorEntry failed(String id, ServiceException refused) {
        String message = refused instanceof Draft.TooLong tooLong
                ? tooLong.inBatch()
                : refused.text().orElse("");
        // Entries say the query code in every protocol.
        String code =
                refused.code().equals("InvalidParameterValueException") ? "InvalidParameterValue" : refused.code();
        return new BatchResultErrorEntry(id, refused.senderFault(), code, message);
    }

    /** An answer of what was done and what failed, without empty lists, although the model requires both. */
    static <T extends Structure> T answer(Schema schema, List<?> done, List<?> failed, Class<T> type) {
        return type.cast(schema.create(new @Nullable Object[] {orNull(done), orNull(failed)}));
    }

    /** Lists that are empty are left out of answers. */
    static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
