// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** S-001: one class makes a VerifiedIdentity, and no XML leaves the package. */
@AnalyzeClasses(packages = "nl.koppelpunt.identitylink", importOptions = ImportOption.DoNotIncludeTests.class)
class EHerkenningArchitectureTests {

    @ArchTest
    static final ArchRule ONE_CLASS_MAKES_AN_IDENTITY = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(IdentityAttributes.class.getName())
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "makes an identity", call -> call.getTargetOwner().isEquivalentTo(VerifiedIdentity.class)));

    @ArchTest
    static final ArchRule NO_XML_LEAVES_THE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..eherkenning..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.w3c.dom..").or(resideInAPackage("javax.xml..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule KEYCLOAK_GIVES_SCHEMAS_AND_NO_CODE =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.keycloak..");
}
