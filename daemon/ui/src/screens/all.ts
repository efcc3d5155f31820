// Every screen registers itself here, one line each: registerScreen("name", Component), or registerLater where nobody waits
// for it in the middle of a sale.
import { registerLater, registerScreen } from ".";
import { Card } from "./card/Card";
import "./card/ended";
import { Done } from "./done/Done";
import { Menu } from "./menu/Menu";
import { Sale } from "./sale/Sale";
import { ShiftOpen } from "./shift/ShiftOpen";
import "./tender/resume_payment";
import { Tender } from "./tender/Tender";
import "./approval/ask_approval";

registerScreen("sale", Sale);
registerScreen("menu", Menu);
registerScreen("tender", Tender);
registerScreen("card", Card);
registerScreen("done", Done);
registerScreen("shift_open", ShiftOpen);
registerLater("shift_close", async () => (await import("./shift/ShiftClose")).ShiftClose);
registerLater("cash_movement", async () => (await import("./cash_movement/CashMovement")).CashMovement);
registerLater("report", async () => (await import("./report/Report")).Report);
registerLater("returns", async () => (await import("./returns/Returns")).Returns);
registerLater("parked", async () => (await import("./parked/Parked")).Parked);
registerLater("journal", async () => (await import("./journal/Journal")).Journal);
registerLater("customer", async () => (await import("./customer/Customer")).Customer);
registerLater("price_check", async () => (await import("./price_check/PriceCheck")).PriceCheck);
registerLater("tables", async () => (await import("./tables/Tables")).Tables);
registerLater("check", async () => (await import("./check/Check")).Check);
registerLater("layaways", async () => (await import("./layaways/Layaways")).Layaways);
registerLater("gift_cards", async () => (await import("./gift/GiftCards")).GiftCards);
registerLater("devices", async () => (await import("./devices/Devices")).Devices);
registerLater("settings", async () => (await import("./settings/Settings")).Settings);
