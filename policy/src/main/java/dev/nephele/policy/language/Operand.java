package dev.nephele.policy.language;

import dev.nephele.policy.language.Operator.Relation;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Fold;
import dev.nephele.policy.request.ResourceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a condition in a policy, ready to be compared with one value of the request. */
sealed interface Operand {
    /** The answer of one comparison. */
    enum Answer {
        YES,
        NO,
        /** One side makes no sense to the operator, so that the comparison holds neither plainly nor negated. */
        SENSELESS;

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    Answer compare(String value, Context context);

    /** A policy value that the operator cannot read. */
    record Senseless() implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            return Answer.SENSELESS;
        }
    }

    /** Text, exact or with wildcards, with or without regard to case. */
    record Text(Template template) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            return Answer.of(template.matches(value, context));
        }
    }

    /** True or false, in any case. */
    record Truth(Template template) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            if (!Fold.equal(value, "true") && !Fold.equal(value, "false")) {
                return Answer.SENSELESS;
            }
            return Answer.of(template.matches(value, context));
        }
    }

    /** A number. */
    record Number(Decimal number, Relation relation) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            int order = number.orderOf(value);
            return order == Decimal.SENSELESS ? Answer.SENSELESS : Answer.of(relation.holds(order));
        }
    }

    /** An instant, in microseconds since the epoch. */
    record Date(long micros, Relation relation) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            long other = Timestamp.micros(value);
            return other == Timestamp.SENSELESS
                    ? Answer.SENSELESS
                    : Answer.of(relation.holds(Long.compare(other, micros)));
        }
    }

    /** Bytes in base64. */
    record Binary(byte[] bytes) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            byte[] other = decode(value);
            return other == null ? Answer.SENSELESS : Answer.of(Arrays.equals(bytes, other));
        }

        static byte @Nullable [] decode(String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** Ranges of IP addresses, any of which may hold the address, so that it is read once. */
    record Address(AddressRange... ranges) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            return AddressRange.compare(value, ranges);
        }
    }

    /** An ARN whose six parts are globs, with variables after the fifth colon only. */
    record ArnParts(Template[] parts) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            int[] colons = ResourceName.colons(value);
            if (colons == null) {
                return Answer.SENSELESS;
            }
            int from = 0;
            for (int i = 0; i < parts.length; i++) {
                int to = i < colons.length ? colons[i] : value.length();
                if (!parts[i].matches(value, from, to, context)) {
                    return Answer.NO;
                }
                from = to + 1;
            }
            return Answer.YES;
        }
    }

    /** An ARN that is complete only once its variables have values. */
    record ArnText(List<Piece> pieces) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            if (ResourceName.colons(value) == null) {
                return Answer.SENSELESS;
            }
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Literal(String literal) -> escape(literal, text);
                    case Piece.One() -> text.append('?');
                    case Piece.Star() -> text.append('*');
                    case Piece.Variable variable -> {
                        String resolved = Chunk.resolve(variable, context);
                        if (resolved == null) {
                            return Answer.NO;
                        }
                        escape(resolved, text);
                    }
                }
            }
            return arn(text.toString(), true).compare(value, context);
        }

        private static void escape(String literal, StringBuilder text) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (c == '*' || c == '?' || c == '$') {
                    text.append("${").append(c).append('}');
                } else {
                    text.append(c);
                }
            }
        }
    }

    /** The same operands, those of addresses as one. */
    static Operand[] gathered(List<Operand> operands) {
        List<Operand> gathered = new ArrayList<>();
        List<AddressRange> ranges = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Address(AddressRange[] own)) {
                ranges.addAll(List.of(own));
            } else {
                gathered.add(operand);
            }
        }
        if (!ranges.isEmpty()) {
            gathered.add(new Address(ranges.toArray(AddressRange[]::new)));
        }
        return gathered.toArray(Operand[]::new);
    }

    /** Compiles the ARN of a condition. */
    static Operand arn(String text, boolean variables) {
        List<Piece> pieces = Piece.cut(text, true, variables);
        boolean early = false;
        int colons = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Literal(String literal)) {
                colons += (int) literal.chars().filter(c -> c == ':').count();
            } else if (piece instanceof Piece.Variable && colons < 5) {
                early = true;
            }
        }
        if (early) {
            return new ArnText(pieces);
        }
        String[] cut = text.split(":", 6);
        if (cut.length < 6) {
            return new Senseless();
        }
        Template[] parts = new Template[6];
        for (int i = 0; i < 6; i++) {
            parts[i] = Template.of(cut[i], true, variables, false);
        }
        return new ArnParts(parts);
    }
}
