// Another person's consent at this till: the dialog behind withApproval. Importing this file plugs it in.
import { openDialog } from "../../design/Dialog";
import { t } from "../../i18n/text";
import { type AskApproval, setApprovalDialog } from "../../till/approval";
import { ApprovalDialog } from "./ApprovalDialog";

export const askApproval: AskApproval = (action, title, refused, about = {}) => {
  const dialog = { action, title, refused, about };
  return openDialog<string>((close) => <ApprovalDialog {...dialog} close={close} />, { label: t("approval.title") });
};

setApprovalDialog(askApproval);
