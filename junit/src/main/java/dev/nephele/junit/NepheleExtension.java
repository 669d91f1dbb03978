package dev.nephele.junit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * What {@link Nephele} does. The cloud of the JVM hangs on the root of JUnit's contexts, what belongs to a class on the
 * outermost class, what belongs to a test on the test; JUnit closes each with its context.
 */
final class NepheleExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NepheleExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        for (Field field : fields(type)) {
            if (ModifierSupport.isStatic(field)) {
                set(field, null, context);
            }
        }
        setInstances(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        setInstances(context);
    }

    /** Of a class whose instance lives as long as it, there is one before all tests. */
    private static void setInstances(ExtensionContext context) {
        context.getTestInstances().ifPresent(instances -> {
            for (Object instance : instances.getAllInstances()) {
                for (Field field : fields(instance.getClass())) {
                    if (!ModifierSupport.isStatic(field)) {
                        set(field, instance, context);
                    }
                }
            }
        });
    }

    private static List<Field> fields(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(
                type, FromCloud.class, field -> true, HierarchyTraversalMode.TOP_DOWN);
    }

    private static void set(Field field, @Nullable Object instance, ExtensionContext context) {
        if (!Scope.gives(field.getType()) || ModifierSupport.isFinal(field)) {
            throw new ExtensionConfigurationException(field
                    + " cannot be set from a cloud: it is to be a client of AWS's SDK for Java v2, an Account or a"
                    + " NepheleCloud, and not final");
        }
        try {
            field.setAccessible(true);
            field.set(instance, scope(context).give(field.getType()));
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException(field + " cannot be set", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Scope.gives(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return scope(context).give(parameter.getParameter().getType());
    }

    private static Scope scope(ExtensionContext context) {
        Nephele how = annotation(context);
        Scope ofClass = kept(outermostClass(context), Scope.class, () -> openForClass(how, context));
        if (context.getTestMethod().isEmpty()) {
            return ofClass;
        }
        return switch (how.value()) {
            case ACCOUNT_PER_CLASS, CLOUD_PER_CLASS -> ofClass;
            case ACCOUNT_PER_TEST, FORK_PER_TEST ->
                kept(context, ScopeOfTest.class, () -> openForTest(how, ofClass))
                        .scope();
        };
    }

    /** What a context keeps of a type, made when it is first asked for and closed with the context. */
    private static <T> T kept(ExtensionContext context, Class<T> type, Supplier<T> made) {
        T kept = context.getStore(NAMESPACE).getOrComputeIfAbsent(type, key -> made.get(), type);
        return Objects.requireNonNull(kept);
    }

    /** The scope of a test; of another type than that of its class, which a test's context sees as well. */
    private record ScopeOfTest(Scope scope) implements AutoCloseable {
        @Override
        public void close() {
            scope.close();
        }
    }

    private static Scope openForClass(Nephele how, ExtensionContext context) {
        if (!how.value().isShared()) {
            return Scope.ofCloud(NepheleCloud.start(), how.region());
        }
        NepheleCloud shared = kept(context.getRoot(), NepheleCloud.class, NepheleCloud::start);
        return Scope.ofAccount(shared, how.region());
    }

    private static ScopeOfTest openForTest(Nephele how, Scope ofClass) {
        return new ScopeOfTest(how.value().isShared() ? ofClass.another() : ofClass.fork());
    }

    private static Nephele annotation(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var found = AnnotationSupport.findAnnotation(type, Nephele.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ExtensionConfigurationException("@Nephele is missing");
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getParent().isPresent()
                && outermost.getParent().get().getTestClass().isPresent()) {
            outermost = outermost.getParent().get();
        }
        return outermost;
    }
}
