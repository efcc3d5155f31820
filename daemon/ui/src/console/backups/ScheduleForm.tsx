import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Check, Form, FormRow } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import "../system/system.css";
import { nowhere, OffSiteFields, offSiteOf, placeOf } from "./OffSiteFields";

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes since midnight of "02:30"; null when it is no time. */
export function minutesOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** When and where backups are made by themselves. A passphrase that is set is never read out; an empty field keeps it. */
export function ScheduleForm({ onSaved }: { onSaved: () => void }) {
  const schedule = useResource("getBackupSchedule");
  const folder = useSignal("");
  const at = useSignal("02:30");
  const keep = useSignal("14");
  const passphrase = useSignal("");
  const clear = useSignal(false);
  const offSite = useSignal(nowhere);
  useEffect(() => {
    const { data } = schedule;
    if (data === undefined) return;
    folder.value = data.folder;
    at.value = clock(data.minuteOfDay);
    keep.value = String(data.keep);
    clear.value = data.on && !data.sealed;
    offSite.value = offSiteOf(data.s3);
  }, [schedule.data]);
  return (
    <Loaded of={schedule}>
      {({ sealed, media }) => (
        <Form
          what="console_backups.not_saved"
          disabled={folder.value.trim() === "" || (!sealed && !clear.value && passphrase.value.length < 8)}
          onSend={async () => {
            await act("backup_schedule", (key) =>
              call("putBackupSchedule", {
                body: {
                  on: true,
                  folder: folder.value.trim(),
                  minuteOfDay: minutesOf(at.value) ?? 150,
                  keep: Number(keep.value) || 14,
                  s3: clear.value ? null : placeOf(offSite.value),
                  ...(clear.value
                    ? { passphrase: "" }
                    : passphrase.value === ""
                      ? {}
                      : { passphrase: passphrase.value }),
                },
                key,
              }),
            );
            passphrase.value = "";
            offSite.value = { ...offSite.value, secret: "" };
            onSaved();
          }}
        >
          {(errorOf) => (
            <>
              <Field
                label={t("console_backups.folder")}
                hint={t("console_backups.folder_hint")}
                value={folder}
                dir="ltr"
                error={errorOf("folder")}
                onInput={(event) => (folder.value = event.currentTarget.value)}
              />
              <Media of={media} folder={folder} />
              <FormRow>
                <Field
                  label={t("console_backups.at")}
                  value={at}
                  dir="ltr"
                  error={minutesOf(at.value) === null ? t("console_backups.wrong_time") : undefined}
                  onInput={(event) => (at.value = event.currentTarget.value)}
                />
                <Field
                  label={t("console_backups.keep")}
                  value={keep}
                  dir="ltr"
                  inputMode="numeric"
                  error={errorOf("keep")}
                  onInput={(event) => (keep.value = event.currentTarget.value)}
                />
              </FormRow>
              {!clear.value && (
                <Field
                  type="password"
                  label={t("console_backups.passphrase")}
                  hint={t(sealed ? "console_backups.passphrase_kept" : "console_backups.passphrase_hint")}
                  value={passphrase}
                  autocomplete="new-password"
                  error={errorOf("passphrase")}
                  onInput={(event) => (passphrase.value = event.currentTarget.value)}
                />
              )}
              <Check
                label={t("console_backups.clear")}
                hint={t("console_backups.clear_hint")}
                checked={clear.value}
                onChange={(checked) => (clear.value = checked)}
              />
              {!clear.value && <OffSiteFields of={offSite} errorOf={errorOf} />}
            </>
          )}
        </Form>
      )}
    </Loaded>
  );
}

/** What is plugged in at the appliance: a tap takes it; another folder can be typed all the same. */
function Media({ of, folder }: { of: Schemas["BackupSchedule"]["media"]; folder: Signal<string> }) {
  if (of.length === 0) return null;
  return (
    <fieldset class="backup-media">
      <legend>{t("console_backups.media")}</legend>
      {of.map(({ folder: own, name, model, readOnly }) => (
        <Button
          key={own}
          size="small"
          disabled={readOnly}
          aria-pressed={folder.value === own}
          onClick={() => {
            folder.value = own;
          }}
        >
          <bdi>{name}</bdi>
          {model !== "" && (
            <>
              {" · "}
              <bdi dir="ltr">{model}</bdi>
            </>
          )}
          {readOnly && ` · ${t("console_backups.read_only")}`}
        </Button>
      ))}
    </fieldset>
  );
}
