package dev.nephele.wire.xml;

import dev.nephele.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Tags, attributes and escaped text as UTF-8 bytes. Characters that XML 1.0 does not allow are written as numeric
 * references, as S3 does with keys that contain them.
 */
public final class XmlWriter {
    private final Bytes out = new Bytes(1024);

    /** Writes {@code <?xml version="1.0" encoding="UTF-8"?>} and a line end. */
    public XmlWriter declaration() {
        out.ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    /** Opens an element without further attributes. */
    public XmlWriter start(String name) {
        return startTag(name).endTag();
    }

    /** Opens an element with a default namespace, if there is one. */
    public XmlWriter start(String name, @Nullable String namespace) {
        startTag(name);
        if (namespace != null) {
            attribute("xmlns", namespace);
        }
        return endTag();
    }

    /** Begins a start tag; attributes may follow, then {@link #endTag()}. */
    public XmlWriter startTag(String name) {
        out.write('<');
        name(name);
        return this;
    }

    public XmlWriter attribute(String name, String value) {
        out.write(' ');
        name(name);
        out.write('=');
        out.write('"');
        escaped(value, true);
        out.write('"');
        return this;
    }

    public XmlWriter endTag() {
        out.write('>');
        return this;
    }

    public XmlWriter end(String name) {
        out.write('<');
        out.write('/');
        name(name);
        out.write('>');
        return this;
    }

    public XmlWriter text(String text) {
        escaped(text, false);
        return this;
    }

    /** Writes an element that holds only text. */
    public XmlWriter element(String name, String text) {
        return start(name).text(text).end(name);
    }

    private void name(String name) {
        out.ascii(name);
    }

    private void escaped(String text, boolean attribute) {
        int length = text.length();
        int plain = out.plain(text);
        for (int i = plain; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&' && c != '"') {
                continue;
            }
            if (i > plain) {
                out.ascii(text.substring(plain, i));
            }
            switch (c) {
                case '<' -> out.ascii("&lt;");
                case '>' -> out.ascii("&gt;");
                case '&' -> out.ascii("&amp;");
                case '"' -> out.ascii(attribute ? "&quot;" : "\"");
                case '\n', '\t' -> {
                    if (attribute) {
                        reference(c);
                    } else {
                        out.write(c);
                    }
                }
                default -> i += other(text, i);
            }
            plain = i + 1;
        }
        if (plain < length) {
            out.ascii(plain == 0 ? text : text.substring(plain));
        }
    }

    /** Writes the character at the index and says how many further chars it took. */
    private int other(String text, int index) {
        char c = text.charAt(index);
        if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c >= 0xfffe) {
            reference(c);
            return 0;
        }
        int point = text.codePointAt(index);
        if (point >= 0xd800 && point <= 0xdfff) {
            out.utf8(0xfffd);
            return 0;
        }
        out.utf8(point);
        return Character.charCount(point) - 1;
    }

    private void reference(char c) {
        out.ascii("&#x" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT) + ';');
    }

    /** What was written. */
    public Bytes bytes() {
        return out;
    }
}
