import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Tabs } from "../../design/Tabs";
import { type Lang, lang, languages, setLang, t } from "../../i18n/text";
import { getVolume, play, type Sound, setVolume } from "../../sound/sounds";
import { type Theme, theme } from "../../till/settings";
import { Setting } from "./Setting";

const themes: readonly Theme[] = ["auto", "light", "dark"];
const sounds: readonly Sound[] = ["ok", "unknown", "error", "paid"];

export function LookTab() {
  const [loud, setLoud] = useState(getVolume() > 0);
  const switchSounds = (on: boolean) => {
    setVolume(on ? 0.5 : 0);
    setLoud(on);
    if (on) play("ok");
  };
  return (
    <>
      <Setting title={t("settings.language")}>
        <Tabs<Lang>
          label={t("settings.language")}
          value={lang.value}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code) => void setLang(code)}
        />
      </Setting>
      <Setting title={t("settings.theme")}>
        <Tabs<Theme>
          label={t("settings.theme")}
          value={theme.value}
          options={themes.map((value) => ({ value, label: t(`settings.theme_${value}`) }))}
          onChange={(value) => (theme.value = value)}
        />
      </Setting>
      <Setting title={t("settings.sounds")}>
        <Tabs
          label={t("settings.sounds")}
          value={loud ? "on" : "off"}
          options={[
            { value: "on", label: t("settings.sounds_on") },
            { value: "off", label: t("settings.sounds_off") },
          ]}
          onChange={(value) => switchSounds(value === "on")}
        />
        <div class="setting-try">
          {sounds.map((sound) => (
            <Button key={sound} size="small" disabled={!loud} onClick={() => play(sound)}>
              {t(`settings.sound_${sound}`)}
            </Button>
          ))}
        </div>
      </Setting>
    </>
  );
}
