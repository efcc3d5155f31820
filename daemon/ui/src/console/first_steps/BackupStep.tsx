import { t } from "../../i18n/text";
import { ScheduleForm } from "../backups/ScheduleForm";

/** Where copies of the books go every night, and what locks them. */
export function BackupStep({ done }: { done: () => void }) {
  return (
    <>
      <p>{t("console_first.backup_why")}</p>
      <ScheduleForm onSaved={done} />
    </>
  );
}
