import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { ensureCart, showCart } from "../../till/cart";
import { cart } from "../../till/state";
import { useLive } from "../live";
import { coursesToFire } from "./check_acts";

type Ticket = Schemas["KitchenTicket"];

/** Sends courses to the kitchen, and shows what it was told. */
export function Kitchen() {
  const [tickets, setTickets] = useState<readonly Ticket[]>([]);
  const data = cart.value?.data;
  const id = data?.cartId;
  const load = async () => {
    if (id !== undefined)
      setTickets((await call("listKitchenTickets", { query: { cartId: id, limit: 50 } })).data.items);
  };
  useLive("carts", load, "floor.kitchen_what", id);
  if (data === undefined || data.items.length === 0) return null;
  const courses = coursesToFire(data);
  const told = (run: Promise<unknown>) =>
    void run.catch((error: unknown) => showProblem(error, { what: "floor.kitchen_what" }));
  const fire = (course?: number) =>
    told(
      act("fire_course", async (key) => {
        const { cartId } = await ensureCart(key);
        const body = course === undefined ? {} : { course };
        const { data, etag } = await call("fireCourse", { path: { id: cartId }, body, key });
        showCart({ data: data.cart, etag });
        showBanner({ id: "fired", tone: "info", title: t("floor.sent", { n: data.tickets.length }) });
      }),
    );
  const copy = (ticketId: string) =>
    told(
      act("repeat_ticket", async (key) => {
        await call("repeatKitchenTicket", { path: { id: ticketId }, key });
        showBanner({ id: "fired", tone: "info", title: t("floor.copied") });
      }),
    );
  return (
    <section>
      <h2>{t("floor.kitchen")}</h2>
      <div class="check-row">
        {courses.map((course) => (
          <Button key={course} kind={course === courses[0] ? "primary" : "plain"} onClick={() => fire(course)}>
            {course === 0 ? t("floor.fire_none") : t("floor.fire", { n: course })}
          </Button>
        ))}
        {courses.length > 1 && <Button onClick={() => fire()}>{t("floor.fire_all")}</Button>}
        {courses.length === 0 && <p class="quiet">{t("floor.all_known")}</p>}
      </div>
      {tickets.length > 0 && (
        <details>
          <summary>{t("floor.tickets")}</summary>
          <ol class="check-tickets">
            {tickets.map((ticket) => (
              <li key={ticket.ticketId}>
                <span>
                  <strong>
                    {t(`floor.kind_${ticket.kind}`)} {ticket.course !== 0 && ticket.course}
                  </strong>{" "}
                  {dateTime(ticket.createdAt, "time")} {ticket.readyAt !== null && `· ${t("floor.ready")}`}
                </span>
                <span class="quiet">
                  {ticket.lines.map((line) => (
                    <bdi key={line.itemId}>
                      {quantity(line.quantity, line.unit)} × {line.name}{" "}
                    </bdi>
                  ))}
                </span>
                <Button icon="printer" onClick={() => copy(ticket.ticketId)}>
                  {t("floor.copy")}
                </Button>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
