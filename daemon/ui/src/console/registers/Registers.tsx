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
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { PairingCode } from "../PairingCode";
import { TokenCard } from "./Tokens";

type Register = Schemas["Register"];
type Terminal = Schemas["Terminal"];

/** The store's registers, and the browsers that are part of the store. */
export default function Registers() {
  const registers = useResource("listRegisters", {}, { topics: ["shifts"] });
  const terminals = useResource("listTerminals", {}, { every: 10_000 });
  return (
    <Sheet title={t("console_store.registers")} intro={t("console_store.registers_intro")}>
      <Loaded of={registers}>
        {({ items }) => (
          <>
            <RegisterCard items={items} reload={registers.reload} />
            <Loaded of={terminals}>
              {(list) => <TerminalCard items={list.items} registers={items} reload={terminals.reload} />}
            </Loaded>
            <TokenCard reload={terminals.reload} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function RegisterCard({ items, reload }: { items: Register[]; reload: () => Promise<void> }) {
  const add = () =>
    openDialog<boolean>((close) => <NewRegister known={items} done={() => close(true)} />, {
      label: t("console_store.add_register"),
    }).then(reload);
  return (
    <Card
      title={t("console_store.registers_only")}
      actions={
        <Button icon="plus" onClick={() => void add()}>
          {t("console_store.add_register")}
        </Button>
      }
    >
      <Table
        caption={t("console_store.registers_only")}
        rows={items}
        idOf={({ id }) => id}
        columns={[
          { id: "name", head: t("console_store.name"), cell: ({ name }) => <bdi>{name}</bdi>, main: true },
          { id: "number", head: t("console_store.number"), numeric: true, cell: ({ number }) => number },
          {
            id: "shift",
            head: t("console_store.shift"),
            cell: ({ openShift }) => (
              <Badge tone={openShift ? "good" : "plain"}>
                {t(openShift ? "console_store.shift_open" : "console_store.shift_none")}
              </Badge>
            ),
          },
        ]}
      />
    </Card>
  );
}

function NewRegister({ known, done }: { known: readonly Register[]; done: () => void }) {
  const next = Math.max(0, ...known.map(({ number }) => number)) + 1;
  const [number, setNumber] = useState(String(next));
  const [name, setName] = useState(t("console_setup.register_name", { n: next }));
  return (
    <DialogFrame title={t("console_store.add_register")}>
      <Form
        what="console_store.not_saved"
        onSend={async () => {
          await act("register", (key) =>
            call("createRegister", { body: { number: Number(number), name: name.trim() }, key }),
          );
          done();
        }}
      >
        {(errorOf) => (
          <FormRow>
            <Field
              numeric
              label={t("console_store.number")}
              value={number}
              error={errorOf("number")}
              onInput={(event) => setNumber(event.currentTarget.value)}
            />
            <Field
              label={t("console_store.name")}
              value={name}
              maxLength={80}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </FormRow>
        )}
      </Form>
    </DialogFrame>
  );
}

function TerminalCard({
  items,
  registers,
  reload,
}: {
  items: Terminal[];
  registers: readonly Register[];
  reload: () => Promise<void>;
}) {
  const [all, setAll] = useState(false);
  const shown = items.filter(({ revokedAt }) => all || revokedAt === null).reverse();
  const registerOf = (id: string | null) => registers.find((each) => each.id === id)?.name ?? "–";
  const pair = () =>
    openDialog<void>(() => <Pair registers={registers} />, { label: t("console_store.pair"), wide: true }).then(reload);
  const revoke = async (terminal: Terminal) => {
    const sure = await askYes({
      title: t("console_store.revoke_title", { name: terminal.name }),
      text: t("console_store.revoke_text"),
      yes: t("console_store.revoke"),
      danger: true,
    });
    if (!sure) return;
    try {
      await act("revoke", (key) => call("revokeTerminal", { path: { id: terminal.id }, key }));
      await reload();
    } catch (error) {
      showProblem(error, { what: "console_store.not_revoked" });
    }
  };
  return (
    <Card
      title={t("console_store.terminals")}
      actions={
        <Button kind="primary" icon="plus" onClick={() => void pair()}>
          {t("console_store.pair")}
        </Button>
      }
    >
      <Table
        caption={t("console_store.terminals")}
        rows={shown}
        idOf={({ id }) => id}
        columns={[
          { id: "name", head: t("console_store.name"), cell: ({ name }) => <bdi>{name}</bdi>, main: true },
          { id: "kind", head: t("console_store.kind"), cell: ({ kind }) => t(`console_store.kind_${kind}`) },
          {
            id: "register",
            head: t("console_store.register"),
            cell: ({ registerId }) => <bdi>{registerOf(registerId)}</bdi>,
          },
          { id: "paired", head: t("console_store.paired"), numeric: true, cell: ({ pairedAt }) => dateTime(pairedAt) },
          {
            id: "token",
            head: t("console_store.token_since"),
            numeric: true,
            cell: ({ tokenAt, tokenOrdered, revokedAt }) =>
              tokenOrdered && revokedAt === null ? (
                <Badge tone="warning">{t("console_store.token_due")}</Badge>
              ) : tokenAt === null ? (
                t("console_store.token_fixed")
              ) : (
                dateTime(tokenAt)
              ),
          },
          {
            id: "state",
            head: t("console_staff.state"),
            cell: ({ revokedAt }) => (
              <Badge tone={revokedAt === null ? "good" : "plain"}>
                {t(revokedAt === null ? "console_store.in_use" : "console_store.revoked")}
              </Badge>
            ),
          },
        ]}
        actions={(terminal) =>
          terminal.revokedAt === null && (
            <Button kind="quiet" size="small" onClick={() => void revoke(terminal)}>
              {t("console_store.revoke")}
            </Button>
          )
        }
      />
      {items.some(({ revokedAt }) => revokedAt !== null) && (
        <Button kind="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
          {t(all ? "console_store.hide_revoked" : "console_store.show_revoked")}
        </Button>
      )}
    </Card>
  );
}

function Pair({ registers }: { registers: readonly Register[] }) {
  const [what, setWhat] = useState(registers[0]?.id ?? "console");
  return (
    <DialogFrame title={t("console_store.pair")}>
      <Select
        label={t("console_store.pair_as")}
        value={what}
        options={[
          ...registers.map(({ id, name }) => ({ value: id, label: t("console_store.till_of", { name }) })),
          { value: "console", label: t("console_store.kind_console") },
        ]}
        onChoose={setWhat}
      />
      {what === "console" ? <PairingCode page="/console" /> : <PairingCode page="/pos" registerId={what} />}
    </DialogFrame>
  );
}
