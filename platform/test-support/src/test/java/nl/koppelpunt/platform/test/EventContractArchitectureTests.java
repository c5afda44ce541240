// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Here and not in the event contract itself, which these rules depend on. */
@AnalyzeClasses(packages = "nl.koppelpunt.event", importOptions = ImportOption.DoNotIncludeTests.class)
class EventContractArchitectureTests {

    @ArchTest
    static final ArchRule NULL_MARKED = ArchitectureRules.NULL_MARKED;

    @ArchTest
    static final ArchRule NO_BLOCKING_CALLS = ArchitectureRules.NO_BLOCKING_CALLS;

    @ArchTest
    static final ArchRule DEPENDS_ON_NO_FRAMEWORK = ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "reactor..", "org.apache..")
            .because("every service and every other consumer of events reads it");
}
