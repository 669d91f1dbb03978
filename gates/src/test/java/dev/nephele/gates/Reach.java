package dev.nephele.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which text constants the code can get at that a method reaches. Calls are followed within the chosen classes, to every
 * implementation of what is called; so a constant that is not among the reached ones cannot be used by the method, while
 * one that is among them need not be.
 */
final class Reach {
    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, List<ClassModel>> subtypes = new HashMap<>();

    /** A method by its class's internal name, its own name and its descriptor. */
    record Method(String owner, String name, String descriptor) {}

    private Reach() {}

    /** Over the compiled classes whose internal name fits. */
    static Reach over(Predicate<String> internalName) {
        Reach reach = new Reach();
        for (Path directory : SourceTree.classDirectories()) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    String relative = directory.relativize(file).toString();
                    String name = relative.substring(0, relative.length() - ".class".length())
                            .replace('\\', '/');
                    if (internalName.test(name)) {
                        reach.classes.put(name, ClassFile.of().parse(file));
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        for (ClassModel type : reach.classes.values()) {
            Stream.concat(type.superclass().stream(), type.interfaces().stream())
                    .map(ClassEntry::asInternalName)
                    .forEach(name -> reach.subtypes
                            .computeIfAbsent(name, none -> new ArrayList<>())
                            .add(type));
        }
        return reach;
    }

    /** Every method of the chosen classes. */
    List<Method> methods() {
        return classes.values().stream()
                .flatMap(type -> type.methods().stream().map(method -> named(type, method)))
                .toList();
    }

    private static Method named(ClassModel type, MethodModel method) {
        return new Method(
                type.thisClass().asInternalName(),
                method.methodName().stringValue(),
                method.methodType().stringValue());
    }

    /** The constants that a method reaches; of a concatenation the text before each inserted value. */
    Set<String> constants(Method from) {
        Set<String> constants = new TreeSet<>();
        Set<Method> seen = new HashSet<>();
        Deque<Method> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Method method = open.pop();
            if (seen.add(method)) {
                for (ClassModel type : implementing(method.owner())) {
                    type.methods().stream()
                            .filter(each -> each.methodName().equalsString(method.name())
                                    && each.methodType().equalsString(method.descriptor()))
                            .flatMap(each -> each.code().stream())
                            .flatMap(code -> code.elementStream())
                            .forEach(element -> read(element, constants, open));
                }
            }
        }
        return constants;
    }

    /** The class itself, those above it and those below it. */
    private List<ClassModel> implementing(String name) {
        List<ClassModel> all = new ArrayList<>();
        ClassModel type = classes.get(name);
        if (type != null) {
            all.add(type);
            type.superclass().ifPresent(above -> {
                ClassModel known = classes.get(above.asInternalName());
                if (known != null) {
                    all.add(known);
                }
            });
        }
        Deque<String> below = new ArrayDeque<>(List.of(name));
        while (!below.isEmpty()) {
            for (ClassModel sub : subtypes.getOrDefault(below.pop(), List.of())) {
                all.add(sub);
                below.add(sub.thisClass().asInternalName());
            }
        }
        return all;
    }

    private static void read(CodeElement element, Set<String> constants, Deque<Method> open) {
        switch (element) {
            case ConstantInstruction constant -> add(constant.constantValue(), constants, open);
            case InvokeInstruction call ->
                open.add(new Method(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue()));
            case InvokeDynamicInstruction dynamic ->
                dynamic.bootstrapArgs().forEach(argument -> add(argument, constants, open));
            default -> {}
        }
    }

    private static void add(ConstantDesc constant, Set<String> constants, Deque<Method> open) {
        if (constant instanceof String text) {
            constants.addAll(List.of(text.split("[\u0001\u0002]", -1)));
        } else if (constant instanceof DirectMethodHandleDesc handle) {
            String owner = handle.owner().descriptorString();
            open.add(
                    new Method(owner.substring(1, owner.length() - 1), handle.methodName(), handle.lookupDescriptor()));
        }
    }
}
