package dev.nephele.storage.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Makes, for a record {@code Queue} that is a row or a key, the class {@code QueueLayout} beside it, and a description of
 * its bytes below {@value #DESCRIPTIONS}, by which a gate sees that a change would make older data unreadable.
 */
@SupportedAnnotationTypes({RowProcessor.ROW, RowProcessor.KEY})
public final class RowProcessor extends AbstractProcessor {
    static final String TABLE = "dev.nephele.storage.table.";
    static final String ROW = TABLE + "Row";
    static final String KEY = TABLE + "RowKey";

    /** The folder of the descriptions, each in a file with the name of its record. */
    static final String DESCRIPTIONS = "META-INF/nephele/rows/";

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWithAny(annotations.toArray(TypeElement[]::new))) {
            try {
                write(element);
            } catch (Unwritable problem) {
                processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, problem.getMessage(), problem.where());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    private void write(Element element) throws IOException, Unwritable {
        if (element.getKind() != ElementKind.RECORD) {
            throw new Unwritable("only records are rows and keys", element);
        }
        TypeElement type = (TypeElement) element;
        CodecSource source = new CodecSource(type, processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        String code = source.code();
        try (Writer out = processingEnv
                .getFiler()
                .createSourceFile(source.qualifiedName(), type)
                .openWriter()) {
            out.write(code);
        }
        String name = DESCRIPTIONS + processingEnv.getElementUtils().getBinaryName(type);
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", name, type)
                .openWriter()) {
            out.write(source.description());
        }
    }
}
