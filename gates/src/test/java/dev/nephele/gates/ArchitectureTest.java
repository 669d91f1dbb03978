package dev.nephele.gates;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules that can be read off the classes. */
class ArchitectureTest {
    private static final int LEAST_CLASSES = 40;
    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(SourceTree.classDirectories());

    @Test
    void scanFindsTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void arrowsPointDown() {
        List<Violation> violations = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getName();
                Rooms.objection(type.getName(), target)
                        .ifPresent(objection ->
                                violations.add(new Violation(place(type), objection + " (" + target + ")")));
            }
        }
        Gate.of("arrows").judge(violations.stream().distinct().toList());
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.nephele.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void timeChanceAndLocaleComeFromOutside() {
        List<Violation> violations = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                unit.getCallsFromSelf()
                        .forEach(call -> check(
                                type,
                                call.getTargetOwner().getName(),
                                call.getTarget().getName(),
                                call.getTarget().getRawParameterTypes().stream()
                                        .map(HasName::getName)
                                        .collect(Collectors.joining(", ")),
                                violations));
                for (JavaFieldAccess access : unit.getFieldAccesses()) {
                    check(
                            type,
                            access.getTargetOwner().getName(),
                            access.getTarget().getName(),
                            "",
                            violations);
                }
            }
        }
        Gate.of("banned-calls").judge(violations.stream().distinct().toList());
    }

    private static void check(JavaClass type, String owner, String name, String parameters, List<Violation> found) {
        BannedCalls.replacement(owner, name, parameters)
                .ifPresent(instead -> found.add(new Violation(place(type), owner + '.' + name + ": " + instead)));
    }

    /** The class that has a file; nested classes belong to it. */
    private static String place(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
