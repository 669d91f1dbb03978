package dev.nephele.storage.processor;

/**
 * How values of one type are written and read, as Java.
 *
 * <p>Names of lambda parameters carry a depth, so that nested ones do not hide each other.
 */
interface Form {
    /** An expression that writes {@code value} to the writer {@code out}. */
    String write(String out, String value, int depth);

    /** An expression that reads a value from the reader {@code in}. */
    String read(String in, int depth);

    /** The bytes in words; equal words mean equal bytes. */
    String description();

    /** Values for which writer and reader have a method each. */
    static Form simple(String write, String read, String description) {
        return new Form() {
            @Override
            public String write(String out, String value, int depth) {
                return out + '.' + write + '(' + value + ')';
            }

            @Override
            public String read(String in, int depth) {
                return in + '.' + read;
            }

            @Override
            public String description() {
                return description;
            }
        };
    }

    /** Values that another form writes after a conversion, such as a record of one component. */
    static Form converted(Form form, String toForm, String fromForm) {
        return new Form() {
            @Override
            public String write(String out, String value, int depth) {
                return form.write(out, toForm.formatted(value), depth);
            }

            @Override
            public String read(String in, int depth) {
                return fromForm.formatted(form.read(in, depth));
            }

            @Override
            public String description() {
                return form.description();
            }
        };
    }

    /** Values with others inside: {@code method} of writer and reader takes a lambda for each of them. */
    static Form of(String method, Form... parts) {
        return new Form() {
            @Override
            public String write(String out, String value, int depth) {
                StringBuilder text = new StringBuilder(out + '.' + method + '(' + value);
                for (Form part : parts) {
                    text.append(", (o%1$d, v%1$d) -> ".formatted(depth))
                            .append(part.write("o" + depth, "v" + depth, depth + 1));
                }
                return text.append(')').toString();
            }

            @Override
            public String read(String in, int depth) {
                StringBuilder text = new StringBuilder(in + '.' + method + '(');
                for (int i = 0; i < parts.length; i++) {
                    text.append(i == 0 ? "" : ", ")
                            .append("i" + depth + " -> ")
                            .append(parts[i].read("i" + depth, depth + 1));
                }
                return text.append(')').toString();
            }

            @Override
            public String description() {
                StringBuilder text = new StringBuilder(method);
                for (Form part : parts) {
                    text.append(' ').append(part.description());
                }
                return "(" + text + ')';
            }
        };
    }
}
