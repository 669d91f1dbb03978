package dev.nephele.policy.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * Policy texts by the bytes that stand in the line: an object, or a string that holds one. A text that was seen before
 * is not read again. For one thread.
 */
final class Documents {
    private static final int MOST_DOCUMENTS = 1 << 16;
    /** Text kept compiled by one thread; the compiled forms take several times as much. */
    private static final long MOST_BYTES = 24L << 20;

    private final SliceTable<Document> known = new SliceTable<>(MOST_DOCUMENTS, MOST_BYTES);

    /** The document that comes next, which is stepped over. */
    Document next(Scanner scanner) throws BadLineException {
        int first = scanner.peek();
        if (first != '{' && first != '"') {
            throw new BadLineException("a policy must be an object or its text");
        }
        int from = scanner.at();
        scanner.skip();
        int to = scanner.at();
        byte[] buffer = scanner.buffer();
        long hash = SliceTable.hash(buffer, from, to);
        @Nullable Document document = known.find(buffer, from, to, hash);
        if (document == null) {
            document = read(scanner, from, to);
            known.put(buffer, from, to, hash, document);
        }
        return document;
    }

    private static Document read(Scanner scanner, int from, int to) {
        try {
            return Document.of(
                    scanner.buffer()[from] == '"'
                            ? new Scanner(scanner.buffer(), from, to).string()
                            : scanner.decode(from, to));
        } catch (BadLineException e) {
            return Document.broken(e.getMessage() == null ? "not a policy" : e.getMessage());
        }
    }
}
