import { waiting } from "../../cards/waiting";
import { showBanner, showProblem } from "../../design/Banner";
import { Icon, type IconName } from "../../design/Icon";
import { Page } from "../../design/Page";
import { lang, languages, setLang, t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { lock, signOff } from "../../till/session";
import { nextTheme, theme } from "../../till/settings";
import { session, shift, training } from "../../till/state";
import { setTraining, trainingBlocked } from "../../till/training";
import { showHelp } from "../help/Help";
import "./Menu.css";

interface Entry {
  label: string;
  icon: IconName;
  run: () => void;
}

/** Only between two sales: the books and the practice are never open at once. */
async function switchTraining(): Promise<void> {
  if (trainingBlocked() !== null) {
    showBanner({
      id: "training",
      tone: "warning",
      title: t("menu.training_not_now"),
      next: t("menu.training_not_now_next"),
    });
    return;
  }
  await setTraining(!training.value).catch((error) => showProblem(error, { what: "menu.training_failed" }));
}

/** The way to everything that is no sale. */
export function Menu() {
  const to = (name: string, icon: IconName): Entry => ({ label: t(`menu.${name}`), icon, run: () => go(name) });
  const [first] = waiting.value;
  const open: Entry[] =
    first === undefined
      ? []
      : [{ label: t("menu.card"), icon: "card", run: () => go("card", { orderId: first.orderId }) }];
  const groups: { title: string; entries: Entry[] }[] = [
    {
      title: t("menu.selling"),
      entries: [
        ...open,
        to("check", "grid"),
        to("tables", "users"),
        to("parked", "park"),
        to("returns", "return"),
        to("customer", "user"),
        to("price_check", "price"),
        to("gift_cards", "gift"),
        to("layaways", "clock"),
        to("journal", "journal"),
      ],
    },
    {
      title: t("menu.drawer"),
      entries:
        shift.value === null
          ? [to("shift_open", "drawer")]
          : [to("cash_movement", "euro"), to("report", "receipt"), to("shift_close", "lock")],
    },
    {
      title: t("menu.till"),
      entries: [
        to("devices", "printer"),
        to("settings", "settings"),
        { label: t("menu.help"), icon: "help", run: showHelp },
        { label: t(`core.theme_${theme.value}`), icon: "sun", run: nextTheme },
        {
          label: t(training.value ? "menu.training_end" : "menu.training"),
          icon: "info",
          run: () => void switchTraining(),
        },
        { label: t("menu.lock"), icon: "lock", run: lock },
        {
          label: t("menu.sign_off", { name: session.value?.staff.name ?? "" }),
          icon: "users",
          run: () => void signOff(),
        },
      ],
    },
  ];
  return (
    <Page title={t("menu.title")} onBack={() => go("sale")}>
      <div class="menu">
        {groups.map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.label}>
                  <button type="button" onClick={entry.run}>
                    <Icon name={entry.icon} size={24} />
                    {entry.label}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <section>
          <h2>{t("core.language")}</h2>
          <ul>
            {languages.map(({ code, name }) => (
              <li key={code}>
                <button type="button" lang={code} aria-pressed={lang.value === code} onClick={() => void setLang(code)}>
                  <Icon name="globe" size={24} />
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
