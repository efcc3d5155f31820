import type { Signal } from "@preact/signals";
import type { Schemas } from "../../api/call";
import { Field } from "../../design/Field";
import { Check, FormRow } from "../../design/Form";
import { t } from "../../i18n/text";

/** The place off site as it is typed; `secret` empty: it stays as it was. */
export interface OffSite {
  on: boolean;
  endpoint: string;
  bucket: string;
  prefix: string;
  region: string;
  accessKey: string;
  secret: string;
  token: string;
  pathStyle: boolean;
  caPem: string;
}
export const nowhere: OffSite = {
  on: false,
  endpoint: "",
  bucket: "",
  prefix: "",
  region: "us-east-1",
  accessKey: "",
  secret: "",
  token: "",
  pathStyle: true,
  caPem: "",
};
export function offSiteOf(place: Schemas["BackupPlace"] | null): OffSite {
  return place === null ? nowhere : { ...nowhere, ...place, on: true };
}
/** As it is sent. */
export function placeOf({ on, secret, token, ...place }: OffSite): Schemas["BackupPlaceIn"] | null {
  return on
    ? { ...place, ...(secret !== "" && { secretKey: secret }), ...(token !== "" && { sessionToken: token }) }
    : null;
}

type Text = Exclude<keyof OffSite, "on" | "pathStyle">;
const sentAs: Partial<Record<Text, string>> = { secret: "secretKey", token: "sessionToken" };

/** Whether and in which S3-compatible store locked backups are kept as well. */
export function OffSiteFields({ of, errorOf }: { of: Signal<OffSite>; errorOf: (name: string) => string | undefined }) {
  const field = (name: Text, label: string, hint?: string) => (
    <Field
      type={name === "secret" || name === "token" ? "password" : "text"}
      label={t(label)}
      hint={hint === undefined ? undefined : t(hint)}
      value={of.value[name]}
      dir="ltr"
      spellcheck={false}
      autocomplete="off"
      error={errorOf(`s3/${sentAs[name] ?? name}`)}
      onInput={(event) => (of.value = { ...of.value, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <Check
        label={t("console_backups.off_site")}
        hint={t("console_backups.off_site_hint")}
        checked={of.value.on}
        onChange={(on) => (of.value = { ...of.value, on })}
      />
      {errorOf("s3") && (
        <p class="field-error" role="alert">
          {errorOf("s3")}
        </p>
      )}
      {of.value.on && (
        <>
          {field("endpoint", "console_backups.s3_endpoint", "console_backups.s3_endpoint_hint")}
          <FormRow>
            {field("bucket", "console_backups.s3_bucket")}
            {field("prefix", "console_backups.s3_prefix")}
            {field("region", "console_backups.s3_region")}
          </FormRow>
          <FormRow>
            {field("accessKey", "console_backups.s3_access")}
            {field("secret", "console_backups.s3_secret", "console_backups.s3_secret_hint")}
            {field("token", "console_backups.s3_token", "console_backups.s3_token_hint")}
          </FormRow>
          <Check
            label={t("console_backups.s3_virtual")}
            checked={!of.value.pathStyle}
            onChange={(virtual) => (of.value = { ...of.value, pathStyle: !virtual })}
          />
        </>
      )}
    </>
  );
}
