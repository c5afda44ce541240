// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.koppelpunt.local.SmallBrowser.Form;
import nl.koppelpunt.local.SmallBrowser.Page;

/**
 * Somebody who links an account and does what the pages say, whatever they say: after a fault they go on where the portal
 * says that they are.
 */
final class LinkWalk implements AutoCloseable {

    private static final String PIN = "pincode";
    private static final Pattern SIX_DIGITS = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    /** Who it is at the broker, with which means, and which account they had. */
    record Person(String username, String password, String codesTo, String supplier, String account, String mailsTo) {}

    private final RunningStack stack;
    private final Person person;
    private final String accountPassword;
    private final SmallBrowser browser = new SmallBrowser();
    private final Set<String> usedMails;
    private final Set<String> pins = new HashSet<>();
    private Page page;

    LinkWalk(RunningStack stack, Person person, String accountPassword) {
        this.stack = stack;
        this.person = person;
        this.accountPassword = accountPassword;
        this.usedMails = Stream.of(person.codesTo(), person.mailsTo())
                .flatMap(address -> stack.mails().mailsTo(address).stream())
                .map(Mail::id)
                .collect(Collectors.toCollection(HashSet::new));
        this.page = new Page(URI.create(portal("/")), 0, "");
    }

    /** One step; true when the person is in. */
    boolean step() throws InterruptedException {
        try {
            page = next();
        } catch (IOException away) {
            page = new Page(page.address(), 0, "");
        }
        return page.status() == 200 && page.address().toString().equals(portal("/mijn"));
    }

    Set<String> pins() {
        return pins;
    }

    @Override
    public String toString() {
        return person.account() + " at " + page.status() + " " + page.address().getPath();
    }

    private Page next() throws IOException, InterruptedException {
        var login = page.formWith("SAMLRequest");
        if (login.isPresent()) {
            return browser.send(login.get());
        }
        var supplier = page.formWith("leverancier");
        if (supplier.isPresent()) {
            return browser.send(supplier.get().with("leverancier", person.supplier()));
        }
        var password =
                page.formWith("gebruikersnaam").filter(form -> form.fields().containsKey("geenMachtiging"));
        if (password.isPresent()) {
            return browser.send(atSupplier(password.get()));
        }
        var code = page.formWith("code");
        if (code.isPresent()) {
            return mailed(person.codesTo(), _ -> true, code.get(), "code");
        }
        return inPortal();
    }

    private Form atSupplier(Form form) {
        form.fields().remove("geenMachtiging");
        return form.with("gebruikersnaam", person.username())
                .with("wachtwoord", person.password())
                .with("niveau", "LOA3");
    }

    private Page inPortal() throws IOException, InterruptedException {
        var pin = page.formWith(PIN);
        if (pin.isPresent()) {
            return mailed(person.mailsTo(), mail -> mail.subject().contains("pincode"), pin.get(), PIN);
        }
        var account = page.formWith("wachtwoord");
        if (account.isPresent()) {
            return browser.send(account.get()
                    .with("email", person.mailsTo())
                    .with("gebruikersnaam", person.account())
                    .with("wachtwoord", accountPassword));
        }
        var path = page.address().getPath();
        var registration = page.formWith("_csrf").filter(_ -> path.equals("/koppelen/afronden"));
        if (registration.isPresent()) {
            return browser.send(registration.get());
        }
        // Somebody whose last answer was lost has a new session, but not its cookie, and is told to log in.
        var mayLogIn = page.status() == 200 && (path.equals("/") || path.equals("/uitgelogd"));
        return browser.open(portal(mayLogIn ? "/eherkenning/login?returnTo=/mijn" : "/mijn"));
    }

    /** Stays on the page until there is a mail to read. One whose code was not looked at is read again. */
    private Page mailed(String address, Predicate<Mail> which, Form form, String field)
            throws IOException, InterruptedException {
        var mail = stack.mails().mailsTo(address).stream()
                .filter(it -> which.test(it) && !usedMails.contains(it.id()))
                .findFirst();
        if (mail.isEmpty()) {
            return page;
        }
        var digits = SIX_DIGITS.matcher(mail.get().text());
        if (!digits.find()) {
            throw new AssertionError("No code in the mail: " + mail.get().subject());
        }
        if (field.equals(PIN)) {
            pins.add(digits.group());
        }
        var answer = browser.send(form.with(field, digits.group()));
        if (answer.status() < 500) {
            usedMails.add(mail.get().id());
        }
        return answer;
    }

    private String portal(String path) {
        return stack.ports().url(Program.GATEWAY) + path;
    }

    @Override
    public void close() {
        browser.close();
    }
}
