// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.consumption;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.koppelpunt.platform.test.ArchitectureRules;

@AnalyzeClasses(packages = "nl.koppelpunt.platform.consumption", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule NO_BLOCKING_CALLS = ArchitectureRules.noBlockingCallsBut(Handling.class);

    @ArchTest
    static final ArchRule NULL_MARKED = ArchitectureRules.NULL_MARKED;
}
