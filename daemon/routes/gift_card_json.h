#pragma once
#include "routes/list.h"
#include "stored_value/card_code.h"
#include "stored_value/ledger.h"

namespace holdfast::routes {
/// A gift card or store credit; its code where it was made just now, and nowhere else.
inline void append_card(JsonWriter& json, const stored_value::Account& account, Instant now, int utc_offset_min,
                        const std::string& code = {}) {
  const bool usable = account.state == stored_value::AccountState::active && !account.expired(now);
  json.begin_object()
      .member("accountId", account.id)
      .member("kind", name_of(account.kind))
      .member("state", name_of(account.state));
  json.member("lastFour", account.last_four).member("currency", account.currency).member("balance", account.balance);
  json.member("available", usable ? account.available() : 0)
      .member("expired", account.expired(now))
      .nullable("personId", account.person);
  append_time(json, "expiresAt", account.expires, utc_offset_min);
  json.key("createdAt").time(account.created, utc_offset_min);
  if (!code.empty()) json.member("code", stored_value::written_code(code));
  json.end_object();
}
inline Answer card_answer(int status, const stored_value::Account& account, Instant now, int utc_offset_min,
                          const std::string& code = {}) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_card(json, account, now, utc_offset_min, code);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/gift-cards/" + to_string(account.id));
  answer.secret = !code.empty();
  return answer;
}
}  // namespace holdfast::routes
