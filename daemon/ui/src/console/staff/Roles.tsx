import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Card, Cards } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Check, Form, FormRow } from "../../design/Form";
import { amount, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import type { Permission } from "../../till/session";
import { currency } from "../../till/state";
import { codeOf } from "../code_of";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { allPermissions, permissionGroups } from "../permissions";
import "./staff.css";

type Role = Schemas["Role"];

/** What people may do, by role; changing one changes it for everybody who has it, at once. */
export function Roles() {
  const roles = useResource("listRoles");
  const reload = () => void roles.reload();
  return (
    <Loaded of={roles}>
      {({ items }) => (
        <>
          <Cards min="20rem">
            {items.map((role) => (
              <Card
                key={role.code}
                title={role.name}
                actions={
                  <Button size="small" onClick={() => void edit(role, items).then(reload)}>
                    {t("console_staff.change")}
                  </Button>
                }
              >
                <p class="quiet">
                  {t("console_staff.allows", { n: role.permissions.length, of: allPermissions.length })}
                  {role.maxDiscountPercent !== null &&
                    ` · ${t("console_staff.discount_to", { percent: role.maxDiscountPercent })}`}
                </p>
                <p class="role-sum">{summary(role.permissions)}</p>
              </Card>
            ))}
          </Cards>
          <p>
            <Button icon="plus" onClick={() => void edit(undefined, items).then(reload)}>
              {t("console_staff.add_role")}
            </Button>
          </p>
        </>
      )}
    </Loaded>
  );
}

/** Its permissions in words, the groups it has whole by their name. */
function summary(own: readonly Permission[]): string {
  return Object.entries(permissionGroups)
    .flatMap(([group, all]) =>
      all.every((each) => own.includes(each))
        ? [t("console_staff.all_of", { group: t(`console_staff.group_${group}`) })]
        : all.filter((each) => own.includes(each)).map((each) => t(`console_staff.may_${each}`)),
    )
    .join(" · ");
}

function edit(role: Role | undefined, known: readonly Role[]): Promise<boolean | undefined> {
  const title = role?.name ?? t("console_staff.add_role");
  return openDialog<boolean>((close) => <Edit role={role} known={known} title={title} done={() => close(true)} />, {
    label: title,
    wide: true,
  });
}

function Edit({
  role,
  known,
  title,
  done,
}: {
  role: Role | undefined;
  known: readonly Role[];
  title: string;
  done: () => void;
}) {
  const [name, setName] = useState(role?.name ?? "");
  const [own, setOwn] = useState<ReadonlySet<Permission>>(new Set(role?.permissions ?? ["sell"]));
  const [discount, setDiscount] = useState(role?.maxDiscountPercent ?? "");
  const [openPrice, setOpenPrice] = useState(
    role?.maxOpenPrice == null ? "" : amount(role.maxOpenPrice, currency.value),
  );
  const put = (permission: Permission, on: boolean) => {
    const next = new Set(own);
    if (on) next.add(permission);
    else next.delete(permission);
    setOwn(next);
  };
  const send = async () => {
    const code = role?.code ?? codeOf(name, known);
    const body = {
      name: name.trim(),
      permissions: allPermissions.filter((each) => own.has(each)),
      maxDiscountPercent: discount.trim() === "" ? null : discount.trim().replace(",", "."),
      maxOpenPrice: openPrice.trim() === "" ? null : parseMoney(openPrice, currency.value),
    };
    await act("role", (key) => call("putRole", { path: { code }, body, key }));
    done();
  };
  return (
    <DialogFrame title={title}>
      <Form what="console_staff.not_saved" onSend={send} disabled={name.trim() === ""}>
        {(errorOf) => (
          <>
            <FormRow>
              <Field
                label={t("console_staff.role_name")}
                value={name}
                maxLength={80}
                error={errorOf("name")}
                onInput={(event) => setName(event.currentTarget.value)}
              />
              <Field
                numeric
                label={t("console_staff.max_discount")}
                hint={t("console_staff.no_limit")}
                value={discount}
                error={errorOf("maxDiscountPercent")}
                onInput={(event) => setDiscount(event.currentTarget.value)}
              />
              <Field
                numeric
                label={t("console_staff.max_open_price")}
                hint={t("console_staff.no_limit")}
                value={openPrice}
                error={errorOf("maxOpenPrice")}
                onInput={(event) => setOpenPrice(event.currentTarget.value)}
              />
            </FormRow>
            <div class="permissions">
              {Object.entries(permissionGroups).map(([group, all]) => (
                <fieldset key={group} class="permission-group">
                  <legend>{t(`console_staff.group_${group}`)}</legend>
                  {all.map((each) => (
                    <Check
                      key={each}
                      label={t(`console_staff.may_${each}`)}
                      checked={own.has(each)}
                      onChange={(on) => put(each, on)}
                    />
                  ))}
                </fieldset>
              ))}
            </div>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
