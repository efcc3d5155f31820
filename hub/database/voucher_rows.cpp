#include "database/voucher_rows.h"

#include <algorithm>

#include "database/rows.h"

namespace holdfast::database {
using engine::VoucherPlace;

namespace {
#define HF_VOUCHER                                                                                                 \
  "SELECT voucher_id, code_digest, currency, site_id, state, transfer_id, to_site, taken_by, amount, expires_us, " \
  "changed_us FROM voucher_place WHERE tenant_id = ? AND "

constexpr std::string_view states[] = {"still", "asked", "ready", "taken"};

std::optional<VoucherPlace> one_place(sql::Statement& row) {
  std::optional<VoucherPlace> found;
  if (row.step()) {
    VoucherPlace place;
    place.id = row.uuid(0);
    if (!row.is_null(1)) place.code_digest = digest_of(row.blob(1));
    place.currency = row.string(2);
    place.site = row.string(3);
    const auto state = std::find(std::begin(states), std::end(states), row.text(4));
    place.state = static_cast<VoucherPlace::State>(state - std::begin(states));
    place.transfer = row.uuid(5);
    place.to_site = row.string(6);
    place.taken_by = row.uuid(7);
    place.amount = row.integer(8);
    if (!row.is_null(9)) place.expires = row.instant(9);
    place.changed = row.instant(10);
    found = std::move(place);
  }
  row.reset();
  return found;
}
}  // namespace

std::optional<VoucherPlace> Vouchers::lock(const std::string& tenant, const Uuid& id) {
  return one_place(db_.prepare_locking(HF_VOUCHER "voucher_id = ?").all(tenant, id));
}
std::optional<VoucherPlace> Vouchers::lock_by_code(const std::string& tenant, const Sha256& digest) {
  return one_place(
      db_.prepare_locking(HF_VOUCHER "code_digest = ?").all(tenant, std::span<const std::uint8_t>{digest}));
}
std::optional<VoucherPlace> Vouchers::lock_taken(const std::string& tenant, const Uuid& taken_by) {
  return one_place(db_.prepare_locking(HF_VOUCHER "taken_by = ? AND state = 'taken'").all(tenant, taken_by));
}
void Vouchers::put(const std::string& tenant, const VoucherPlace& place) {
  const std::optional<std::span<const std::uint8_t>> digest =
      place.code_digest ? std::optional{std::span<const std::uint8_t>{*place.code_digest}} : std::nullopt;
  db_.prepare(
         "INSERT INTO voucher_place(tenant_id, voucher_id, code_digest, currency, site_id, state, transfer_id, "
         "to_site, "
         "taken_by, amount, expires_us, changed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
         "(tenant_id, "
         "voucher_id) DO UPDATE SET code_digest = excluded.code_digest, currency = excluded.currency, site_id = "
         "excluded.site_id, state = excluded.state, transfer_id = excluded.transfer_id, to_site = excluded.to_site, "
         "taken_by = excluded.taken_by, amount = excluded.amount, expires_us = excluded.expires_us, changed_us = "
         "excluded.changed_us")
      .exec(tenant, place.id, digest, place.currency, place.site, states[static_cast<std::size_t>(place.state)],
            place.transfer, place.to_site, place.taken_by, place.amount, place.expires, place.changed);
}
}  // namespace holdfast::database
