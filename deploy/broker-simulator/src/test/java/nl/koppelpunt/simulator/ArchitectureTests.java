// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.koppelpunt.platform.test.ArchitectureRules;

@AnalyzeClasses(packages = "nl.koppelpunt.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule nothingBlocks = ArchitectureRules.NO_BLOCKING_CALLS;

    @ArchTest
    static final ArchRule packagesAreNullMarked = ArchitectureRules.NULL_MARKED;

    @ArchTest
    static final ArchRule packagesFormNoCircles = ArchitectureRules.noPackageCycles("nl.koppelpunt.simulator");

    /** A simulator that shared code with the service would share its mistakes. */
    @ArchTest
    static final ArchRule nothingIsSharedWithTheServices = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "nl.koppelpunt.event..",
                    "nl.koppelpunt.platform..",
                    "nl.koppelpunt.identitylink..",
                    "org.keycloak..");
}
