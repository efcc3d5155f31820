import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { askText, askYes } from "../../design/ask";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { Tabs } from "../../design/Tabs";
import { own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import "./floor.css";
import { tell } from "../tell";
import { KitchenCard } from "./KitchenCard";
import { PlanGrid } from "./PlanGrid";
import { add, change, type Room, remove, roomColumns, roomRows, roomsOf, type Table, wrongCodes } from "./plan_edit";
import { type TareDraft, Tares, taresOf } from "./Tares";

/** Rooms and tables as they stand, what packaging weighs, and what the kitchen's screen is told. */
export default function Floor() {
  const layout = useResource("getLayout");
  return (
    <Sheet title={t("console_floor.title")} intro={t("console_floor.intro")}>
      <Loaded of={layout}>{(data) => <PlanForm key={data.version} layout={data} saved={layout.reload} />}</Loaded>
      <KitchenCard />
    </Sheet>
  );
}

function PlanForm({ layout, saved }: { layout: Schemas["Layout"]; saved: () => Promise<void> }) {
  const [rooms, setRooms] = useState<Room[]>(() => roomsOf(layout.rooms));
  const [shown, setShown] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [tares, setTares] = useState<TareDraft[]>(() =>
    layout.tares.map(({ label, weight, unit = "kg" }) => ({ label, weight: String(weight), unit })),
  );
  const room = rooms[shown];
  const wrong = wrongCodes(rooms);
  const show = (at: number) => {
    setShown(at);
    setChosen(null);
  };
  const put = (next: Room) => setRooms(rooms.map((each, at) => (at === shown ? next : each)));
  const send = async () => {
    const body = { rooms, tares: taresOf(tares) };
    await act("plan", (key) => call("putTablePlan", { body, key, ifMatch: `"${layout.version}"` }));
    await saved();
    tell(t("console_store.saved"), "saved");
  };
  return (
    <Form what="console_floor.not_saved" onSend={send} disabled={wrong.size > 0}>
      {() => (
        <>
          <Card
            title={t("console_floor.rooms")}
            actions={<Rooms rooms={rooms} shown={shown} set={setRooms} show={show} />}
          >
            {room === undefined ? (
              <p class="quiet">{t("console_floor.none")}</p>
            ) : (
              <>
                {rooms.length > 1 && (
                  <Tabs
                    label={t("console_floor.rooms")}
                    value={String(shown)}
                    options={rooms.map(({ label }, at) => ({ value: String(at), label }))}
                    onChange={(value) => show(Number(value))}
                  />
                )}
                <div class="plan-scroll" dir="ltr">
                  <PlanGrid room={room} chosen={chosen} wrong={wrong} choose={setChosen} set={put} />
                </div>
                <p class="field-hint">{t("console_floor.hint")}</p>
                <TableFields room={room} rooms={rooms} chosen={chosen} wrong={wrong} choose={setChosen} set={put} />
              </>
            )}
          </Card>
          <Tares tares={tares} set={setTares} />
        </>
      )}
    </Form>
  );
}

interface RoomsProps {
  rooms: Room[];
  shown: number;
  set: (rooms: Room[]) => void;
  show: (at: number) => void;
}
function Rooms({ rooms, shown, set, show }: RoomsProps) {
  const room = rooms[shown];
  const named = (title: string, initial: string) =>
    askText({ title, label: t("console_floor.room_name"), initial }).then((label) => label?.trim().slice(0, 40));
  const addRoom = async () => {
    const label = await named(t("console_floor.add_room"), "");
    if (!label) return;
    set([...rooms, { label, tables: [] }]);
    show(rooms.length);
  };
  const rename = async () => {
    const label = await named(t("console_floor.rename_room"), room?.label ?? "");
    if (label) set(rooms.map((each, at) => (at === shown ? { ...each, label } : each)));
  };
  const removeRoom = async () => {
    const sure =
      room?.tables.length === 0 ||
      (await askYes({
        title: t("console_floor.remove_room_title", { name: own(room?.label ?? "") }),
        text: t("console_floor.remove_room_text"),
        yes: t("console_floor.remove_room"),
        no: t("core.cancel"),
      }));
    if (!sure) return;
    set(rooms.filter((_, at) => at !== shown));
    show(0);
  };
  return (
    <>
      {room !== undefined && (
        <>
          <Button onClick={() => void rename()}>{t("console_floor.rename_room")}</Button>
          <Button icon="trash" onClick={() => void removeRoom()}>
            {t("console_floor.remove_room")}
          </Button>
        </>
      )}
      <Button icon="plus" disabled={rooms.length >= 20} onClick={() => void addRoom()}>
        {t("console_floor.add_room")}
      </Button>
    </>
  );
}

interface TableFieldsProps {
  room: Room;
  rooms: Room[];
  chosen: number | null;
  wrong: ReadonlySet<string>;
  choose: (at: number | null) => void;
  set: (room: Room) => void;
}
function TableFields({ room, rooms, chosen, wrong, choose, set }: TableFieldsProps) {
  const table = chosen === null ? undefined : room.tables[chosen];
  const more = add(rooms, room);
  const addTable = () => {
    if (more === null) return;
    set(more);
    choose(more.tables.length - 1);
  };
  const put = (members: Partial<Table>) => chosen !== null && set(change(room, chosen, members));
  const number = (name: "seats" | "column" | "row" | "columns" | "rows", least: number, most: number, shift = 0) =>
    table && (
      <Field
        numeric
        label={t(`console_floor.${name}`)}
        value={String(table[name] + shift)}
        maxLength={3}
        onChange={(event) => {
          const value = Number.parseInt(event.currentTarget.value, 10) - shift;
          if (value >= least && value <= most) put({ [name]: value });
          event.currentTarget.value = String((room.tables[chosen ?? -1]?.[name] ?? 0) + shift);
        }}
      />
    );
  return (
    <>
      <div class="plan-acts">
        <Button icon="plus" disabled={more === null || room.tables.length >= 100} onClick={addTable}>
          {t("console_floor.add_table")}
        </Button>
        {table && (
          <Button
            icon="trash"
            onClick={() => {
              set(remove(room, chosen ?? -1));
              choose(null);
            }}
          >
            {t("console_floor.remove_table", { code: own(table.code) })}
          </Button>
        )}
      </div>
      {table && (
        <FormRow key={chosen}>
          <Field
            label={t("console_floor.code")}
            value={table.code}
            maxLength={20}
            error={wrong.has(table.code) ? t("console_floor.code_wrong") : undefined}
            onInput={(event) => put({ code: event.currentTarget.value })}
          />
          {number("seats", 0, 100)}
          <Select
            label={t("console_floor.shape")}
            value={table.shape}
            options={(["square", "round"] as const).map((value) => ({
              value,
              label: t(`console_floor.${value}`),
            }))}
            onChoose={(shape) => put({ shape: shape === "round" ? "round" : "square" })}
          />
          {number("column", 0, roomColumns - 1, 1)}
          {number("row", 0, roomRows - 1, 1)}
          {number("columns", 1, roomColumns)}
          {number("rows", 1, roomRows)}
        </FormRow>
      )}
    </>
  );
}
