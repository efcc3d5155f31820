#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/hub_database.h"

/// Vouchers that one store issued and another takes. A voucher's value is in one store at a time, whose alone it is to
/// spend, so it needs no hub there; another store has it fetched: the first hands it over (a directive, VoucherMoved
/// `handedOver`), the hub keeps it until the asking store takes it, and that one tells that it has it (`received`).
namespace holdfast::engine {
/// A store has this voucher, and so does anybody who has its code. Known already: nothing.
void note_voucher(HubTransaction& tx, const SiteKey& key, const Uuid& id, const Sha256& code_digest,
                  const std::string& currency, Instant now);

enum class Fetched { coming, here };
/// `id`: of the question, and of the hand-over that it begins. Refuses conflict (its store is away, another store is
/// being given it, it was not handed over: the detail says why).
Result<Fetched> fetch_voucher(HubTransaction& tx, const SiteKey& asking, VoucherPlace& place, const Uuid& id,
                              Instant now);
/// What a call took and nobody made use of is here again; the amount, 0: nothing.
std::int64_t release_voucher(HubTransaction& tx, const std::string& tenant, const Uuid& taken_by, Instant now);
/// VoucherMoved, in whatever order the two stores' logs come.
void move_voucher(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now);
}  // namespace holdfast::engine
