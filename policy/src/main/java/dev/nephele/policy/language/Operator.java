package dev.nephele.policy.language;

import dev.nephele.policy.request.Fold;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition operator without its prefix and suffix.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
public enum Operator {
    StringEquals(false),
    StringNotEquals(true),
    StringEqualsIgnoreCase(false),
    StringNotEqualsIgnoreCase(true),
    StringLike(false),
    StringNotLike(true),
    NumericEquals(false),
    NumericNotEquals(true),
    NumericLessThan(false),
    NumericLessThanEquals(false),
    NumericGreaterThan(false),
    NumericGreaterThanEquals(false),
    DateEquals(false),
    DateNotEquals(true),
    DateLessThan(false),
    DateLessThanEquals(false),
    DateGreaterThan(false),
    DateGreaterThanEquals(false),
    Bool(false),
    BinaryEquals(false),
    IpAddress(false),
    NotIpAddress(true),
    ArnEquals(false),
    ArnNotEquals(true),
    ArnLike(false),
    ArnNotLike(true),
    Null(false);

    /** How a value of the request must stand to that of the policy. */
    enum Relation {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        for (Operator operator : values()) {
            BY_NAME.put(Fold.lower(operator.name()), operator);
        }
    }

    private final boolean negated;

    Operator(boolean negated) {
        this.negated = negated;
    }

    /** Whether it holds when no value of the policy compares. */
    boolean negated() {
        return negated;
    }

    /** The operator of this name in any case, or null. */
    static @Nullable Operator named(String name) {
        return BY_NAME.get(Fold.lower(name));
    }

    /** Compiles one value of the policy. */
    Operand operand(String text, boolean variables) {
        return switch (this) {
            case StringEquals, StringNotEquals -> new Operand.Text(Template.of(text, false, variables, false));
            case StringEqualsIgnoreCase, StringNotEqualsIgnoreCase ->
                new Operand.Text(Template.of(text, false, variables, true));
            case StringLike, StringNotLike -> new Operand.Text(Template.of(text, true, variables, false));
            case NumericEquals, NumericNotEquals -> number(text, Relation.EQUAL);
            case NumericLessThan -> number(text, Relation.LESS);
            case NumericLessThanEquals -> number(text, Relation.LESS_OR_EQUAL);
            case NumericGreaterThan -> number(text, Relation.GREATER);
            case NumericGreaterThanEquals -> number(text, Relation.GREATER_OR_EQUAL);
            case DateEquals, DateNotEquals -> date(text, Relation.EQUAL);
            case DateLessThan -> date(text, Relation.LESS);
            case DateLessThanEquals -> date(text, Relation.LESS_OR_EQUAL);
            case DateGreaterThan -> date(text, Relation.GREATER);
            case DateGreaterThanEquals -> date(text, Relation.GREATER_OR_EQUAL);
            case Bool -> truth(text, variables);
            case Null -> truth(text, false);
            case BinaryEquals -> {
                byte[] bytes = Operand.Binary.decode(text);
                yield bytes == null ? new Operand.Senseless() : new Operand.Binary(bytes);
            }
            case IpAddress, NotIpAddress -> {
                AddressRange range = AddressRange.parse(text);
                yield range == null ? new Operand.Senseless() : new Operand.Address(range);
            }
            case ArnEquals, ArnNotEquals, ArnLike, ArnNotLike -> Operand.arn(text, variables);
        };
    }

    private static Operand number(String text, Relation relation) {
        Decimal number = Decimal.parse(text);
        return number == null ? new Operand.Senseless() : new Operand.Number(number, relation);
    }

    private static Operand date(String text, Relation relation) {
        long micros = Timestamp.micros(text);
        return micros == Timestamp.SENSELESS ? new Operand.Senseless() : new Operand.Date(micros, relation);
    }

    private static Operand truth(String text, boolean variables) {
        Template template = Template.of(text, false, variables, true);
        boolean readable = Fold.equal(text, "true") || Fold.equal(text, "false") || !template.fixed();
        return readable ? new Operand.Truth(template) : new Operand.Senseless();
    }
}
