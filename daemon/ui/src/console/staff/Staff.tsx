import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import { Roles } from "./Roles";

type Person = Schemas["Staff"];
type Role = Schemas["Role"];

/** `#/staff` and `#/staff/roles`: who may sign on, and what they may do. */
export default function Staff({ path }: PageProps) {
  const tab = path[0] === "roles" ? "roles" : "people";
  return (
    <Sheet title={t("console_staff.title")} intro={t("console_staff.intro")}>
      <Tabs
        label={t("console_staff.title")}
        value={tab}
        options={[
          { value: "people", label: t("console_staff.people") },
          { value: "roles", label: t("console_staff.roles") },
        ]}
        onChange={(to) => goTo("staff", to === "roles" ? ["roles"] : [], {}, true)}
      />
      {tab === "roles" ? <Roles /> : <People />}
    </Sheet>
  );
}

function People() {
  const people = useResource("listStaff", {}, { topics: ["staff"] });
  const roles = useResource("listRoles");
  const [gone, setGone] = useState(false);
  const reload = () => void people.reload();
  return (
    <Loaded of={people}>
      {({ items }) => {
        const shown = items.filter(({ active }) => active || gone);
        const roleOf = (code: string) => roles.data?.items.find((role) => role.code === code)?.name ?? code;
        const all = roles.data?.items ?? [];
        return (
          <Card
            title={t("console_staff.people")}
            actions={
              <Button kind="primary" icon="plus" onClick={() => void edit(undefined, all).then(reload)}>
                {t("console_staff.add")}
              </Button>
            }
          >
            <Table
              caption={t("console_staff.people")}
              rows={shown}
              idOf={({ id }) => id}
              onOpen={(person) => void edit(person, all).then(reload)}
              columns={[
                { id: "name", head: t("console_staff.name"), cell: ({ name }) => <bdi>{name}</bdi>, main: true },
                { id: "code", head: t("sign_on.code"), numeric: true, cell: ({ code }) => <bdi dir="ltr">{code}</bdi> },
                { id: "role", head: t("console_staff.role"), cell: ({ role }) => <bdi>{roleOf(role)}</bdi> },
                { id: "state", head: t("console_staff.state"), cell: (person) => <State person={person} /> },
              ]}
              actions={(person) => <Acts person={person} done={reload} />}
            />
            {items.some(({ active }) => !active) && (
              <Button kind="quiet" aria-pressed={gone} onClick={() => setGone(!gone)}>
                {t(gone ? "console_staff.hide_gone" : "console_staff.show_gone")}
              </Button>
            )}
          </Card>
        );
      }}
    </Loaded>
  );
}

function State({ person }: { person: Person }) {
  if (!person.active) return <Badge>{t("console_staff.inactive")}</Badge>;
  if (person.lockedUntil) return <Badge tone="warning">{t("console_staff.locked")}</Badge>;
  return <Badge tone="good">{t("console_staff.active")}</Badge>;
}

function Acts({ person, done }: { person: Person; done: () => void }) {
  const change = async (body: Schemas["StaffPatch"]) => {
    try {
      await act("staff", (key) => call("updateStaff", { path: { id: person.id }, body, key }));
      done();
    } catch (error) {
      showProblem(error, { what: "console_staff.not_saved" });
    }
  };
  const leave = async () => {
    const sure = await askYes({
      title: t("console_staff.deactivate_title", { name: person.name }),
      text: t("console_staff.deactivate_text"),
      yes: t("console_staff.deactivate"),
      danger: true,
    });
    if (sure) await change({ active: false });
  };
  return person.active ? (
    <>
      <Button kind="quiet" size="small" onClick={() => void newPin(person).then(done)}>
        {t("console_staff.new_pin")}
      </Button>
      <Button kind="quiet" size="small" onClick={() => void leave()}>
        {t("console_staff.deactivate")}
      </Button>
    </>
  ) : (
    <Button kind="quiet" size="small" onClick={() => void change({ active: true })}>
      {t("console_staff.activate")}
    </Button>
  );
}

/** One person, new or known; a known one's code stays and the PIN has its own question. */
function edit(person: Person | undefined, roles: readonly Role[]): Promise<boolean | undefined> {
  const title = person === undefined ? t("console_staff.add") : person.name;
  return openDialog<boolean>((close) => <Edit person={person} roles={roles} title={title} done={() => close(true)} />, {
    label: title,
  });
}

function Edit({
  person,
  roles,
  title,
  done,
}: {
  person: Person | undefined;
  roles: readonly Role[];
  title: string;
  done: () => void;
}) {
  const [name, setName] = useState(person?.name ?? "");
  const [code, setCode] = useState(person?.code ?? "");
  const [role, setRole] = useState(person?.role ?? roles[0]?.code ?? "");
  const [pin, setPin] = useState("");
  const send = async () => {
    await act("staff", (key) =>
      person === undefined
        ? call("createStaff", { body: { name: name.trim(), code: code.trim(), role, pin }, key })
        : call("updateStaff", { path: { id: person.id }, body: { name: name.trim(), role }, key }),
    );
    done();
  };
  return (
    <DialogFrame title={title}>
      <Form what="console_staff.not_saved" onSend={send}>
        {(errorOf) => (
          <>
            <Field
              label={t("console_staff.name")}
              value={name}
              maxLength={120}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <FormRow>
              <Field
                label={t("sign_on.code")}
                value={code}
                dir="ltr"
                inputMode="numeric"
                disabled={person !== undefined}
                error={errorOf("code")}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
              {person === undefined && (
                <Field
                  type="password"
                  label={t("sign_on.pin")}
                  hint={t("console_setup.wrong_pin")}
                  value={pin}
                  dir="ltr"
                  inputMode="numeric"
                  autocomplete="new-password"
                  error={errorOf("pin")}
                  onInput={(event) => setPin(event.currentTarget.value)}
                />
              )}
            </FormRow>
            <Select
              label={t("console_staff.role")}
              value={role}
              options={roles.map((each) => ({ value: each.code, label: each.name }))}
              error={errorOf("role")}
              onChoose={setRole}
            />
          </>
        )}
      </Form>
    </DialogFrame>
  );
}

function newPin(person: Person): Promise<boolean | undefined> {
  const title = t("console_staff.new_pin_of", { name: person.name });
  return openDialog<boolean>((close) => <NewPin person={person} title={title} done={() => close(true)} />, {
    label: title,
  });
}

function NewPin({ person, title, done }: { person: Person; title: string; done: () => void }) {
  const [pin, setPin] = useState("");
  return (
    <DialogFrame title={title}>
      <p>{t("console_staff.new_pin_text")}</p>
      <Form
        what="console_staff.not_saved"
        onSend={async () => {
          await act("staff", (key) => call("updateStaff", { path: { id: person.id }, body: { pin }, key }));
          done();
        }}
      >
        {(errorOf) => (
          <Field
            type="password"
            label={t("sign_on.pin")}
            hint={t("console_setup.wrong_pin")}
            value={pin}
            dir="ltr"
            inputMode="numeric"
            autocomplete="new-password"
            error={errorOf("pin")}
            onInput={(event) => setPin(event.currentTarget.value)}
          />
        )}
      </Form>
    </DialogFrame>
  );
}
