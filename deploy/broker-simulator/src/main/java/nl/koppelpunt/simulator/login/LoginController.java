// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import nl.koppelpunt.simulator.SimulatorProperties;
import nl.koppelpunt.simulator.SimulatorProperties.User;
import nl.koppelpunt.simulator.saml.LevelOfAssurance;
import nl.koppelpunt.simulator.saml.LoginAnswers;
import nl.koppelpunt.simulator.saml.LoginResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The pages a user walks through: supplier, password, mailed code; cancelling is possible at each. */
@Controller
@RequestMapping("/inloggen/{id}")
class LoginController {

    private static final int MAX_FAILURES = 3;

    private final Logins logins;
    private final Pages pages;
    private final CodeMail mail;
    private final LoginAnswers answers;
    private final SimulatorProperties properties;

    LoginController(Logins logins, Pages pages, CodeMail mail, LoginAnswers answers, SimulatorProperties properties) {
        this.logins = logins;
        this.pages = pages;
        this.mail = mail;
        this.answers = answers;
        this.properties = properties;
    }

    record SupplierForm(@Nullable String leverancier) {}

    record PasswordForm(
            @Nullable String gebruikersnaam,
            @Nullable String wachtwoord,
            @Nullable LevelOfAssurance niveau,
            @Nullable Boolean geenMachtiging) {

        @Override
        public String toString() {
            return "PasswordForm[redacted]";
        }
    }

    record CodeForm(@Nullable String code) {

        @Override
        public String toString() {
            return "CodeForm[redacted]";
        }
    }

    @GetMapping
    Mono<Rendering> page(@PathVariable String id) {
        return Mono.just(logins.find(id).map(pages::show).orElseGet(pages::expired));
    }

    @PostMapping("/leverancier")
    Mono<Rendering> supplier(@PathVariable String id, SupplierForm form) {
        return at(
                id,
                Login.Begun.class,
                login -> properties
                        .supplier(orEmpty(form.leverancier()))
                        .map(supplier -> advance(login, login.at(supplier)))
                        .orElseGet(() -> Mono.just(pages.show(login, "Kies uw leverancier."))));
    }

    @PostMapping("/wachtwoord")
    Mono<Rendering> password(@PathVariable String id, PasswordForm form) {
        return at(
                id,
                Login.AtSupplier.class,
                login -> recognised(form)
                        .map(user -> mail.send(user, login)
                                .flatMap(code -> advance(login, login.mailed(user, result(form, user, login), code))))
                        .orElseGet(() -> wrong(
                                login,
                                login.failed(),
                                login.failures(),
                                "Deze gegevens kloppen niet. Probeer het opnieuw.")));
    }

    @PostMapping("/code")
    Mono<Rendering> code(@PathVariable String id, CodeForm form) {
        return at(
                id,
                Login.AwaitingCode.class,
                login -> login.code().matches(orEmpty(form.code()))
                        ? end(login, login.result())
                        : wrong(
                                login,
                                login.failed(),
                                login.failures(),
                                "Deze code klopt niet. Kijk in de laatste e-mail en probeer het opnieuw."));
    }

    @PostMapping("/annuleren")
    Mono<Rendering> cancel(@PathVariable String id) {
        return at(id, Login.class, login -> end(login, new LoginResult.Cancelled()));
    }

    /** A form of a page that has passed leads to the page of now. */
    private <L extends Login> Mono<Rendering> at(String id, Class<L> step, Function<L, Mono<Rendering>> action) {
        return logins.find(id)
                .map(login -> step.isInstance(login) ? action.apply(step.cast(login)) : Mono.just(pages.next(login)))
                .orElseGet(() -> Mono.just(pages.expired()));
    }

    private Mono<Rendering> advance(Login from, Login to) {
        logins.advance(from, to);
        return Mono.just(pages.next(from));
    }

    private Mono<Rendering> wrong(Login from, Login failed, int failures, String error) {
        if (failures + 1 >= MAX_FAILURES) {
            return end(from, new LoginResult.NotRecognised());
        }
        return Mono.just(logins.advance(from, failed) ? pages.show(failed, error) : pages.next(from));
    }

    private Mono<Rendering> end(Login login, LoginResult result) {
        return logins.end(login)
                ? answers.prepare(login.request(), result).map(pages::back)
                : Mono.just(pages.expired());
    }

    private Optional<User> recognised(PasswordForm form) {
        return properties
                .user(orEmpty(form.gebruikersnaam()).strip())
                .filter(user -> MessageDigest.isEqual(
                        user.password().getBytes(StandardCharsets.UTF_8),
                        orEmpty(form.wachtwoord()).getBytes(StandardCharsets.UTF_8)));
    }

    private static LoginResult result(PasswordForm form, User user, Login.AtSupplier login) {
        if (Boolean.TRUE.equals(form.geenMachtiging())) {
            return new LoginResult.NotAuthorised();
        }
        var level = Optional.ofNullable(form.niveau()).orElse(LevelOfAssurance.LOA3);
        return new LoginResult.Authenticated(user, login.supplier(), level);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
