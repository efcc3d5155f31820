import type { ComponentType } from "preact";
import type { IconName } from "../design/Icon";
import type { Permission } from "../till/session";

/** The rail's groups, in its order. */
export const groups = ["day", "goods", "store", "machine"] as const;

/** What a page is handed: the rest of its address (`place.ts` says how). */
export interface PageProps {
  path: string[];
  query: Record<string, string>;
}

export interface ConsolePage {
  /** First part of the address: `#/today`. */
  id: string;
  group: (typeof groups)[number];
  icon: IconName;
  /** Name in the rail and the page's heading, of an area `console_….json`. */
  titleKey: string;
  /** Who sees it: one of these is enough; empty: whoever signed on. */
  permissions: readonly Permission[];
  /** Stands in the bottom bar of a phone (the first four that the person may see do); the others are behind `More`. */
  bar?: boolean;
  /** Its name there, where the whole one is too long. */
  barKey?: string;
  /** A chunk of its own, loaded when it is first opened; its default export takes PageProps. */
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

/** Every page of the console, in the order of the rail. */
export const pages: readonly ConsolePage[] = [
  {
    id: "today",
    group: "day",
    icon: "grid",
    titleKey: "console_day.today",
    permissions: ["reports"],
    bar: true,
    load: () => import("./today/Today"),
  },
  {
    id: "inbox",
    group: "day",
    icon: "warning",
    titleKey: "console_inbox.title",
    permissions: ["reports"],
    bar: true,
    load: () => import("./inbox/Inbox"),
  },
  {
    id: "approvals",
    group: "day",
    icon: "check",
    titleKey: "console_approvals.title",
    permissions: ["approve"],
    bar: true,
    load: () => import("./approvals/Approvals"),
  },
  {
    id: "orders",
    group: "day",
    icon: "receipt",
    titleKey: "console_orders.title",
    permissions: ["reports"],
    bar: true,
    barKey: "console_orders.title_short",
    load: () => import("./orders/Orders"),
  },
  {
    id: "reports",
    group: "day",
    icon: "journal",
    titleKey: "console_reports.title",
    permissions: ["reports"],
    load: () => import("./reports/Reports"),
  },
  {
    id: "shifts",
    group: "day",
    icon: "drawer",
    titleKey: "console_shifts.title",
    permissions: ["x_report"],
    load: () => import("./shifts/Shifts"),
  },
  {
    id: "customers",
    group: "day",
    icon: "users",
    titleKey: "console_customers.title",
    permissions: ["customer_edit"],
    load: () => import("./customers/Customers"),
  },
  {
    id: "pickup",
    group: "day",
    icon: "gift",
    titleKey: "console_pickup.title",
    permissions: ["shipping"],
    load: () => import("./pickup/Pickup"),
  },
  {
    id: "first_steps",
    group: "day",
    icon: "check",
    titleKey: "console_first.title",
    permissions: ["device_admin"],
    load: () => import("./first_steps/FirstSteps"),
  },
  {
    id: "articles",
    group: "goods",
    icon: "grid",
    titleKey: "console_goods.articles",
    permissions: ["catalogue_edit", "stock_adjust", "reports"],
    load: () => import("./articles/Articles"),
  },
  {
    id: "prices",
    group: "goods",
    icon: "price",
    titleKey: "console_goods.prices",
    permissions: ["catalogue_edit"],
    load: () => import("./prices/Prices"),
  },
  {
    id: "promotions",
    group: "goods",
    icon: "gift",
    titleKey: "console_goods.promotions",
    permissions: ["catalogue_edit", "reports"],
    load: () => import("./promotions/Promotions"),
  },
  {
    id: "stock",
    group: "goods",
    icon: "quantity",
    titleKey: "console_goods.stock",
    permissions: ["stock_adjust", "reports"],
    load: () => import("./stock/Stock"),
  },
  {
    id: "staff",
    group: "store",
    icon: "users",
    titleKey: "console_staff.title",
    permissions: ["staff_admin"],
    load: () => import("./staff/Staff"),
  },
  {
    id: "registers",
    group: "store",
    icon: "drawer",
    titleKey: "console_store.registers",
    permissions: ["device_admin"],
    load: () => import("./registers/Registers"),
  },
  {
    id: "store",
    group: "store",
    icon: "settings",
    titleKey: "console_store.store",
    permissions: ["device_admin"],
    load: () => import("./store/Store"),
  },
  {
    id: "floor",
    group: "store",
    icon: "grid",
    titleKey: "console_floor.title",
    permissions: ["catalogue_edit"],
    load: () => import("./floor/Floor"),
  },
  {
    id: "money",
    group: "store",
    icon: "euro",
    titleKey: "console_money.title",
    permissions: ["catalogue_edit"],
    load: () => import("./money/Money"),
  },
  {
    id: "fiscal",
    group: "store",
    icon: "receipt",
    titleKey: "console_fiscal.title",
    permissions: ["device_admin"],
    load: () => import("./fiscal/Fiscal"),
  },
  {
    id: "devices",
    group: "machine",
    icon: "printer",
    titleKey: "console_machine.devices",
    permissions: ["device_admin"],
    load: () => import("./devices/Devices"),
  },
  {
    id: "replication",
    group: "machine",
    icon: "cloud",
    titleKey: "console_machine.replication",
    permissions: ["device_admin"],
    load: () => import("./replication/Replication"),
  },
  {
    id: "capabilities",
    group: "machine",
    icon: "check",
    titleKey: "console_machine.capabilities",
    permissions: ["device_admin", "approve"],
    load: () => import("./capabilities/Capabilities"),
  },
  {
    id: "system",
    group: "machine",
    icon: "server",
    titleKey: "console_system.title",
    permissions: ["device_admin"],
    load: () => import("./system/System"),
  },
  {
    id: "updates",
    group: "machine",
    icon: "cloud",
    titleKey: "console_updates.title",
    permissions: ["device_admin"],
    load: () => import("./updates/Updates"),
  },
  {
    id: "backups",
    group: "machine",
    icon: "lock",
    titleKey: "console_backups.title",
    permissions: ["device_admin"],
    load: () => import("./backups/Backups"),
  },
  {
    id: "logs",
    group: "machine",
    icon: "note",
    titleKey: "console_system.logs",
    permissions: ["device_admin"],
    load: () => import("./system/Logs"),
  },
  {
    id: "audit",
    group: "machine",
    icon: "journal",
    titleKey: "console_system.audit",
    permissions: ["audit_read"],
    load: () => import("./audit/Audit"),
  },
];
