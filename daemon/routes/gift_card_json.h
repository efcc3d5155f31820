#pragma once
#include "routes/list.h"
#include "stored_value/card_code.h"
#include "stored_value/lease_rows.h"
#include "stored_value/ledger.h"

namespace holdfast::routes {
/// Of a card that the hub keeps, while it is not asked: when it was asked last, and what may be paid meanwhile.
struct KnownCard {
  std::optional<stored_value::Lease> lease;
  std::int64_t leased = 0;       ///< lent to this store ahead
  std::int64_t provisional = 0;  ///< at most beyond that, at the store's risk
};
/// A gift card or store credit; its code where it was made just now, and nowhere else.
inline void append_card(JsonWriter& json, const stored_value::Account& account, Instant now, int utc_offset_min,
                        const std::string& code = {}, const KnownCard* known = nullptr) {
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
  if (known != nullptr) {
    append_time(json, "asOf", known->lease ? std::optional{known->lease->as_of} : std::nullopt, utc_offset_min);
    json.member("leased", known->leased).member("provisional", known->provisional);
  }
  json.end_object();
}
inline Answer card_answer(int status, const stored_value::Account& account, Instant now, int utc_offset_min,
                          const std::string& code = {}, const KnownCard* known = nullptr) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_card(json, account, now, utc_offset_min, code, known);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/gift-cards/" + to_string(account.id));
  answer.secret = !code.empty();
  return answer;
}
}  // namespace holdfast::routes
