// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.koppelpunt.platform.test.ArchitectureRules;

@AnalyzeClasses(packages = "nl.koppelpunt.pin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule NO_BLOCKING_CALLS = ArchitectureRules.NO_BLOCKING_CALLS;

    @ArchTest
    static final ArchRule NULL_MARKED = ArchitectureRules.NULL_MARKED;

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_ONLY_JAVA = classes()
            .that()
            .haveSimpleName("Pin")
            .or()
            .haveSimpleName("RawPin")
            .or()
            .haveSimpleName("PinBinding")
            .or()
            .haveSimpleName("PinMac")
            .or()
            .haveSimpleName("EmailAddress")
            .or()
            .haveSimpleName("PinCheck")
            .or()
            .haveSimpleName("PinIssue")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "nl.koppelpunt.pin", "org.jspecify..");
}
