// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.koppelpunt.platform.test.ArchitectureRules;

@AnalyzeClasses(packages = "nl.koppelpunt.account", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule NOTHING_BLOCKS = ArchitectureRules.NO_BLOCKING_CALLS;

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = ArchitectureRules.NULL_MARKED;

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noPackageCycles("nl.koppelpunt.account");
}
