#pragma once
// For tests only: a store whose masters come from a feed, a row at a time.
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "replication/feed_rows.h"
#include "support/test_store.h"

namespace holdfast::replication {
struct FeedShop : test::TestStore {
  FeedShop() { acting = nullptr; }
  void stage(std::string dataset, std::string key, std::int64_t version, std::string body) {
    change([&](db::Transaction& tx) {
      const bool put = !body.empty();
      stage_row(tx, {version, dataset, key, put ? wire::Op::put : wire::Op::del, version, body});
    });
  }
  void article(const std::string& sku, const std::string& price, std::int64_t version, const std::string& more = {}) {
    stage("article", sku, version, R"({"sku":")" + sku + R"(","name":"Tea","price":")" + price + '"' + more + "}");
  }
  Taken apply(int most = 500) {
    Taken taken;
    commands::Context ctx = context();
    db.set_history_source(&ids, now);
    db::Transaction tx{db};
    taken = apply_staged(tx, ctx, most, answer);
    tx.commit();
    return taken;
  }
  std::optional<std::int64_t> price(std::string_view sku) {
    const auto variant = catalogue::find_variant_by_sku(db, sku);
    if (!variant) return std::nullopt;
    const auto found = catalogue::price_of(db, *variant, Quantity::pieces(1), now, site);
    return found ? std::optional{found->amount} : std::nullopt;
  }
  wire::Roots roots() {
    wire::Roots out;
    db::Statement& rows = db.prepare("SELECT dataset, body, row_key, row_version FROM feed_row");
    std::map<std::string, wire::DatasetDigest> digests;
    while (rows.step()) digests[rows.string(0)].add({rows.text(2), rows.integer(3), sha256(rows.text(1))});
    for (const auto& [name, digest] : digests) out.emplace(name, digest.root(name));
    return out;
  }
  store::Answer answer;
};
}  // namespace holdfast::replication
