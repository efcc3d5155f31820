import approval_phone from "./en/approval_phone.json";
import check from "./en/check.json";
import customer from "./en/customer.json";
import elsewhere from "./en/elsewhere.json";
import explain from "./en/explain.json";
import fiscal from "./en/fiscal.json";
import floor from "./en/floor.json";
import gift from "./en/gift.json";
import kitchen from "./en/kitchen.json";
import layaways from "./en/layaways.json";
import price from "./en/price.json";
import returns from "./en/returns.json";
import runway from "./en/runway.json";
import settings from "./en/settings.json";
import type { Catalogue } from "./text";

// What en_first.ts leaves out.
export default {
  approval_phone,
  check,
  customer,
  elsewhere,
  explain,
  fiscal,
  floor,
  gift,
  kitchen,
  layaways,
  price,
  returns,
  runway,
  settings,
} as Catalogue;
