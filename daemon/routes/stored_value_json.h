#pragma once
#include "routes/list.h"
#include "stored_value/ledger.h"

namespace holdfast::routes {
/// A page of an account's entries, newest first.
inline std::string entries_json(const std::vector<stored_value::Posted>& found, const Page& page, int utc_offset_min) {
  return page_json(
      found, page,
      [&](JsonWriter& json, const stored_value::Posted& posted) {
        json.begin_object().member("entry", name_of(posted.entry.kind)).member("amount", posted.entry.amount);
        json.member("held", posted.entry.held).member("balance", posted.balance).nullable("orderId", posted.order);
        json.member("reason", posted.entry.reason).key("at").time(posted.at, utc_offset_min).end_object();
      },
      [](const stored_value::Posted& posted) { return posted.row; });
}
}  // namespace holdfast::routes
