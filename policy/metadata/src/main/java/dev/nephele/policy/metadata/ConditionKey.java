package dev.nephele.policy.metadata;

/**
 * A condition key that policies can ask for.
 *
 * @param name in AWS's spelling; a part in <code>${…}</code> stands for any text
 * @param type of its values
 */
public record ConditionKey(String name, Type type) {

    /** The types of condition keys. Comparison is driven by the operator; the type tells what values look like. */
    public enum Type {
        STRING,
        NUMERIC,
        BOOL,
        DATE,
        ARN,
        IP_ADDRESS,
        ARRAY_OF_STRING,
        ARRAY_OF_ARN,
        ARRAY_OF_BOOL;

        /** Whether a request may carry several values. */
        public boolean multivalued() {
            return this == ARRAY_OF_STRING || this == ARRAY_OF_ARN || this == ARRAY_OF_BOOL;
        }

        static Type of(String text) {
            return switch (text) {
                case "String" -> STRING;
                case "Numeric" -> NUMERIC;
                case "Bool" -> BOOL;
                case "Date" -> DATE;
                case "ARN" -> ARN;
                case "IPAddress" -> IP_ADDRESS;
                case "ArrayOfString" -> ARRAY_OF_STRING;
                case "ArrayOfARN" -> ARRAY_OF_ARN;
                case "ArrayOfBool" -> ARRAY_OF_BOOL;
                default -> throw new IllegalStateException("unknown type of condition key " + text);
            };
        }
    }
}
