// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.koppelpunt.platform.test.ArchitectureRules;

@AnalyzeClasses(packages = "nl.koppelpunt.platform.outbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule nothingBlocks = ArchitectureRules.NO_BLOCKING_CALLS;

    @ArchTest
    static final ArchRule packagesAreNullMarked = ArchitectureRules.NULL_MARKED;
}
