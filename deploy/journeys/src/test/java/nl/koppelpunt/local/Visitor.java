// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at a browser of their own, who reads their mail too. */
final class Visitor implements AutoCloseable {

    private static final Pattern SIX_DIGITS = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Duration MAIL = Duration.ofMinutes(1);

    static {
        // A program that was just started, on a machine that does other work too, takes more than the five seconds
        // given.
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    private final BrowserContext context;
    private final RunningStack stack;
    private final PageInspection inspection;
    private final Map<String, Set<String>> cookies;
    private final Page page;
    private final Set<String> readMails;

    /** @param cookies collects what cookies hold, by their names: whoever has it is this person */
    Visitor(BrowserContext context, RunningStack stack, PageInspection inspection, Map<String, Set<String>> cookies) {
        this.context = context;
        this.stack = stack;
        this.inspection = inspection;
        this.cookies = cookies;
        this.page = context.newPage();
        this.readMails = stack.mails().mails().stream().map(Mail::id).collect(Collectors.toSet());
        inspection.listen(page);
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(stack.ports().url(Program.GATEWAY) + path);
    }

    /** Looks at the page with every check there is, under a name for its screenshot. */
    Visitor inspect(String name) {
        inspection.inspect(page, name);
        return this;
    }

    Visitor sees(String heading) {
        var headings = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
        assertThat(headings).hasText(heading);
        for (var cookie : context.cookies()) {
            cookies.computeIfAbsent(cookie.name, _ -> new HashSet<>()).add(cookie.value);
        }
        return this;
    }

    Visitor reads(String text) {
        assertThat(page.locator("main")).containsText(text);
        return this;
    }

    Visitor isAt(String path) {
        assertThat(page).hasURL(stack.ports().url(Program.GATEWAY) + path);
        return this;
    }

    Visitor press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    Visitor follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
        return this;
    }

    /** Where another link has the same words and more. */
    Visitor followExactly(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return this;
    }

    Visitor fill(String label, String value) {
        field(label).fill(value);
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Visitor goesToTheBroker() {
        open("/");
        follow("Inloggen met eHerkenning");
        return sees("Inloggen met eHerkenning");
    }

    Visitor choosesASupplier() {
        page.getByRole(AriaRole.RADIO).first().check();
        return press("Verder").sees("Inloggen");
    }

    Visitor typesThePassword(DemoPerson person) {
        return fill("Gebruikersnaam", person.username()).fill("Wachtwoord", person.password());
    }

    Visitor entersTheSuppliersCode(DemoPerson person) {
        return fill("Code", mailedCode(person.supplierEmail())).press("Verder");
    }

    /** From the start page through the broker and back. */
    Visitor logsIn(DemoPerson person) {
        goesToTheBroker().choosesASupplier().typesThePassword(person).press("Inloggen");
        return sees("Code invoeren").entersTheSuppliersCode(person);
    }

    Visitor fillsInTheOldAccount(DemoPerson person) {
        var account = person.account();
        if (account == null) {
            throw new IllegalArgumentException(person.username() + " has no old account");
        }
        return fill("Email", person.workEmail())
                .fill("Gebruikersnaam", account.username())
                .fill("Wachtwoord", account.password());
    }

    Visitor logsOut() {
        page.getByText("Uw profiel").click();
        press("Uitloggen").sees("U bent uitgelogd bij de makelaar");
        return press("Verder").sees("U bent uitgelogd");
    }

    /** Waits for a mail that was not read before, and takes the six digits from it. */
    String mailedCode(String address) {
        var mail = await().atMost(MAIL)
                .until(() -> newest(address), Optional::isPresent)
                .orElseThrow();
        readMails.add(mail.id());
        var digits = SIX_DIGITS.matcher(mail.text());
        if (!digits.find()) {
            throw new AssertionError("No code in the mail: " + mail.subject());
        }
        return digits.group();
    }

    private Optional<Mail> newest(String address) {
        return stack.mails().mails().stream()
                .filter(mail -> mail.to().contains(address))
                .filter(mail -> !readMails.contains(mail.id()))
                .filter(mail -> SIX_DIGITS.matcher(mail.text()).find())
                .findFirst();
    }

    @Override
    public void close() {
        context.close();
    }
}
